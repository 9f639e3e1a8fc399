package dev.freehold.server.shell;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.testing.FakeTerminal;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.azure.AzureCmdlets;
import dev.freehold.shell.remote.HttpsServers;
import dev.freehold.shell.view.CmdletViews;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A shell with the Az cmdlets, real servers, and a user whose answers a test has ready. */
final class ScriptRun implements AutoCloseable {

  private static final int WIDTH_CHARS = 120;

  private final FakeTerminal user = new FakeTerminal();
  final List<ShellError> errors = user.errors;
  final Deque<String> answers = user.answers;
  final StringBuilder shown = user.shown;
  private final HttpsServers servers;
  private final Session session;

  /**
   * @param folder the current folder, and the user's home
   */
  ScriptRun(Path folder, Map<String, String> environment) {
    servers = new HttpsServers(environment, folder, Clock.systemUTC());
    session =
        new Session(
            user,
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
}
