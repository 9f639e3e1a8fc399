package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Binder;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.SecretArgument;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Optional;

/** A cmdlet in a running pipeline. */
final class CmdletStage implements Stage, ScriptCall {

  private final CallSite site;
  private final Context context;
  private final CmdletInfo info;
  private Binder binder;
  private Bound bound;
  private boolean remembered;
  private Cmdlet cmdlet;
  private MessageStreams messages;
  private Confirmation confirmation;
  private MessageStreams.Collected written;
  private Optional<String> pipelineVariable = Optional.empty();

  CmdletStage(CallSite site, CmdletInfo info) {
    this.site = site;
    this.info = info;
    context = site.context();
  }

  @Override
  public void prepare() {
    try {
      binder = Binder.bind(info, site.arguments());
    } catch (ShellException e) {
      throw e.with(site.locate(known(e.error(), session()), info.name()));
    }
    bound = binder.bound();
    messages = new MessageStreams(context, bound);
    confirmation = new Confirmation(context, info, bound);
    written = new MessageStreams.Collected(context.scope(), bound.text("OutVariable"));
    pipelineVariable = bound.text("PipelineVariable");
    cmdlet = info.maker().get();
  }

  /** An error of arguments; what it says of a secret is for the session alone. */
  static ShellError known(ShellError error, Session session) {
    if (error.target() instanceof SecretArgument argument) {
      session.secrets().learn(argument.text());
      return error.about(null);
    }
    return error;
  }

  @Override
  public void begin() {
    guarded(
        () -> {
          if (site.place() == 0) {
            bound = binder.complete(site.missing(info.name())::ask);
          }
          cmdlet.begin(this);
        });
  }

  @Override
  public void runAlone() {
    guarded(() -> cmdlet.process(this));
  }

  @Override
  public void accept(Object input) {
    context.session().token().check();
    guarded(
        () -> {
          if (bind(input)) {
            cmdlet.process(this);
          }
        });
  }

  private boolean bind(Object input) {
    try {
      bound = binder.bindInput(input);
      return true;
    } catch (ShellException e) {
      error(known(e.error(), session()));
      return false;
    }
  }

  @Override
  public void end() {
    guarded(() -> cmdlet.end(this));
  }

  /** Runs a part of the cmdlet; what it throws gets its name and place. */
  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (ValueException e) {
      throw stopping(ShellException.ofStatement(Errors.of(e)));
    } catch (ShellException e) {
      throw stopping(e);
    }
  }

  private ShellException stopping(ShellException e) {
    ShellError located = site.locate(known(e.error(), session()), info.name());
    return messages.errorAction() == Preference.STOP
        ? ShellException.ofScript(located)
        : e.with(located);
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
  public Session session() {
    return context.session();
  }

  @Override
  public List<CmdletInfo> functions() {
    FunctionInfo describing = new FunctionInfo(context);
    return context.scope().functions().stream()
        .map(each -> describing.shown(each.name(), each.block()))
        .toList();
  }

  @Override
  public Scope scope() {
    return context.scope();
  }

  @Override
  public void write(Object value) {
    remember(value);
    if (Elements.isCollection(value)) {
      Elements.of(value).forEach(this::writeWhole);
    } else {
      writeWhole(value);
    }
  }

  /** One object of a call tells enough. */
  private void remember(Object value) {
    if (!remembered && value != null) {
      remembered = true;
      context.session().seen().saw(info.name(), value);
    }
  }

  @Override
  public void writeWhole(Object value) {
    context.session().token().check();
    written.add(value);
    pipelineVariable.ifPresent(name -> context.scope().set(name, value));
    context.out().accept(value);
  }

  @Override
  public void error(ShellError error) {
    messages.error(site.locate(error, info.name()));
  }

  @Override
  public void warning(String message) {
    messages.warning(message);
  }

  @Override
  public void verbose(String message) {
    messages.verbose(message);
  }

  @Override
  public void debug(String message) {
    messages.debug(message);
  }

  @Override
  public void information(Object message) {
    messages.information(message);
  }

  @Override
  public void progress(String activity, String status, int percent) {
    if (Preference.of(context.scope().value("ProgressPreference")).isShown()) {
      context.session().host().progress(activity, status, percent);
    }
  }

  @Override
  public boolean shouldProcess(String target, String action, Consequences consequences) {
    return confirmation.shouldProcess(target, action, consequences, messages);
  }

  @Override
  public boolean isWhatIf() {
    return confirmation.isWhatIf();
  }

  @Override
  public boolean shouldContinue(String query, String caption, Consequences consequences) {
    return confirmation.shouldContinue(query, caption, consequences);
  }

  @Override
  public void stopUpstream() {
    throw new Flow.StopUpstream(this);
  }

  @Override
  public void checkCancelled() {
    context.session().token().check();
  }
}
