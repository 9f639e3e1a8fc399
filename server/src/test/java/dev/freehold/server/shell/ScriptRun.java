package dev.freehold.server.shell;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.SecureText;
import dev.freehold.shell.azure.AzureCmdlets;
import dev.freehold.shell.remote.HttpsServers;
import dev.freehold.shell.view.CmdletViews;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shell with the Az cmdlets, real servers, and a user whose answers a test has ready. */
final class ScriptRun implements AutoCloseable {

  private static final int WIDTH_CHARS = 120;

  final List<ShellError> errors = new ArrayList<>();
  final Deque<String> answers = new ArrayDeque<>();
  final StringBuilder shown = new StringBuilder();
  private final HttpsServers servers;
  private final Session session;

  /**
   * @param folder the current folder, and the user's home
   */
  ScriptRun(Path folder, Map<String, String> environment) {
    servers = new HttpsServers(environment, folder, Clock.systemUTC());
    session =
        new Session(
            new User(),
            folder,
            environment,
            (file, append) -> {
              throw new UnsupportedOperationException("tests redirect nothing");
            });
    EngineCmdlets.addTo(session);
    session.commands().add(new AzureCmdlets(servers).all());
  }

  /** Gives a script a variable that holds a name with a secret. */
  void credential(String variable, String userName, String password) {
    session
        .global()
        .set(
            variable,
            PsObject.ofType("System.Management.Automation.PSCredential")
                .with("UserName", userName)
                .with("Password", SecureText.copyOf(password.toCharArray())));
  }

  /** Gives a script a variable. */
  void variable(String name, Object value) {
    session.global().set(name, value);
  }

  /** Runs a script and gives what it wrote. */
  List<Object> run(String script) {
    shown.setLength(0);
    errors.clear();
    List<Object> written = new ArrayList<>();
    try {
      session.run(SourceText.typed(script), written::add);
    } catch (ParseException e) {
      throw new AssertionError(script + ": " + e.getMessage(), e);
    }
    return written;
  }

  /** Runs a script that must not fail. */
  List<Object> good(String script) {
    List<Object> written = run(script);
    if (!errors.isEmpty()) {
      throw new AssertionError(script + ": " + errors);
    }
    return written;
  }

  /** Runs a script and gives what it shows. */
  String shows(String script) {
    StringBuilder text = new StringBuilder();
    DefaultOutput output =
        new DefaultOutput(
            FormatSettings.of(CmdletViews.all()),
            new TextOutput(WIDTH_CHARS, line -> text.append(line).append('\n')),
            System::nanoTime);
    good(script).forEach(output::accept);
    output.end();
    return text.toString();
  }

  /** Runs a script whose only error has this text. */
  String fails(String script) {
    run(script);
    if (errors.size() != 1) {
      throw new AssertionError(script + ": " + errors + shown);
    }
    return errors.getFirst().message();
  }

  @Override
  public void close() {
    servers.close();
  }

  private final class User implements Host {

    @Override
    public void write(String text, Optional<String> colour) {
      shown.append(text);
    }

    @Override
    public void warning(String message) {
      shown.append("WARNING: ").append(message).append('\n');
    }

    @Override
    public void verbose(String message) {
      shown.append("VERBOSE: ").append(message).append('\n');
    }

    @Override
    public void debug(String message) {
      shown.append("DEBUG: ").append(message).append('\n');
    }

    @Override
    public void error(ShellError error) {
      errors.add(error);
    }

    @Override
    public void progress(String activity, String status, int percent) {
      shown.append(activity).append(status).append(percent);
    }

    @Override
    public boolean isInteractive() {
      return !answers.isEmpty();
    }

    @Override
    public Optional<String> ask(String prompt) {
      shown.append(prompt);
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<SecureText> askSecret(String prompt) {
      return ask(prompt).map(answer -> SecureText.copyOf(answer.toCharArray()));
    }
  }
}
