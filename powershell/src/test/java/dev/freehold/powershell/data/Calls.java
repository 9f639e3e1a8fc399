package dev.freehold.powershell.data;

import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.run.binding.Binder;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.RawArgument;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.view.Views;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Calls of this package's cmdlets, bound as the shell binds them. */
final class Calls implements DataHost {

  /** What a call did. */
  record Result(List<Object> written, List<String> errors, List<String> warnings) {}

  /** Ends a pipeline early. */
  private static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private final Path folder;

  Calls(Path folder) {
    this.folder = folder;
  }

  /**
   * Calls a cmdlet.
   *
   * @param arguments texts with a dash are names, all others values
   * @param inputs the objects of the pipeline; null if the cmdlet stands first
   */
  Result call(String name, List<Object> arguments, List<Object> inputs) {
    CmdletInfo info =
        cmdlets().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    List<RawArgument> raw = new ArrayList<>();
    for (Object argument : arguments) {
      raw.add(
          argument instanceof String text && text.startsWith("-")
              ? RawArgument.named(text.substring(1))
              : RawArgument.positional(argument, Optional.empty()));
    }
    Binder binder = Binder.bind(info, raw);
    Recording call = new Recording(info, binder.bound());
    Cmdlet cmdlet = info.maker().get();
    cmdlet.begin(call);
    try {
      if (inputs == null) {
        call.bound = binder.complete(missing -> null);
        cmdlet.process(call);
      } else {
        for (Object input : inputs) {
          call.bound = binder.bindInput(input);
          cmdlet.process(call);
        }
      }
    } catch (Stopped e) {
      // As the shell does, the end follows all the same.
    }
    cmdlet.end(call);
    return new Result(call.written, call.errors, call.warnings);
  }

  @Override
  public FormatSettings formatSettings() {
    return FormatSettings.of(Views.ofLanguage());
  }

  @Override
  public int widthChars() {
    return 80;
  }

  @Override
  public Path resolve(String path) {
    return folder.resolve(path);
  }

  @Override
  public Instant now() {
    return Instant.parse("2020-03-09T17:45:12Z");
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public Collection<CmdletInfo> cmdlets() {
    return DataCmdlets.all(this);
  }

  private static final class Recording implements Invocation {

    private final CmdletInfo info;
    private final List<Object> written = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Bound bound;

    Recording(CmdletInfo info, Bound bound) {
      this.info = info;
      this.bound = bound;
    }

    @Override
    public Bound bound() {
      return bound;
    }

    @Override
    public CmdletInfo info() {
      return info;
    }

    @Override
    public void write(Object value) {
      written.addAll(Elements.of(value));
    }

    @Override
    public void writeWhole(Object value) {
      written.add(value);
    }

    @Override
    public void error(ShellError error) {
      errors.add(error.message());
    }

    @Override
    public void warning(String message) {
      warnings.add(message);
    }

    @Override
    public void verbose(String message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void debug(String message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void information(Object message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void progress(String activity, String status, int percent) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean shouldProcess(String target, String action, Consequences consequences) {
      return true;
    }

    @Override
    public boolean isWhatIf() {
      return false;
    }

    @Override
    public boolean shouldContinue(String query, String caption, Consequences consequences) {
      return true;
    }

    @Override
    public void stopUpstream() {
      throw new Stopped();
    }

    @Override
    public void checkCancelled() {
      // Nobody cancels here.
    }
  }
}
