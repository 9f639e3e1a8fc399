package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.credential.CredentialCmdlets;
import dev.freehold.powershell.data.DataCmdlets;
import dev.freehold.powershell.data.DataHost;
import dev.freehold.powershell.files.FileCmdlets;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.view.Views;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A session with all cmdlets that need no server, and the screen behind it. */
public final class FullShell implements DataHost {

  private static final int WIDTH_CHARS = 100;

  private final Shell shell;

  public FullShell(Path folder) {
    shell = new Shell(folder);
    session().commands().add(DataCmdlets.all(this));
    session().commands().add(FileCmdlets.all());
    session().commands().add(CredentialCmdlets.all());
  }

  public Session session() {
    return shell.session;
  }

  /** Answers what the shell asks from now on. */
  public void answers(String... lines) {
    shell.host.interactive = true;
    shell.host.answers.addAll(List.of(lines));
  }

  /** All that the screen shows, errors and prompts first. */
  public String shows(String script) {
    StringBuilder shown = new StringBuilder();
    DefaultOutput output =
        new DefaultOutput(
            formatSettings(),
            new TextOutput(
                WIDTH_CHARS,
                line -> {
                  shown.append(line).append('\n');
                  session().transcript().line(line);
                }),
            () -> 0);
    shell.exit(script, (Sink) output::accept);
    output.end();
    String before = shell.host.shown.toString();
    shell.host.shown.setLength(0);
    return before + shown;
  }

  /** Runs a script that must show nothing but these lines. */
  public void writes(String script, String... lines) {
    assertThat(shows(script).lines()).as(script).containsExactly(lines);
  }

  /** Runs a script whose only error has this text. */
  public void fails(String script, String message) {
    shell.host.errors.clear();
    shows(script);
    assertThat(shell.host.errors)
        .as(script)
        .extracting(ShellError::message)
        .containsExactly(message);
  }

  @Override
  public FormatSettings formatSettings() {
    return FormatSettings.of(Views.ofLanguage());
  }

  @Override
  public int widthChars() {
    return WIDTH_CHARS;
  }

  @Override
  public Path resolve(String path) {
    return session().resolve(path);
  }

  @Override
  public Instant now() {
    return Instant.parse("2024-03-05T07:09:11Z");
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public Collection<CmdletInfo> cmdlets() {
    return session().commands().all();
  }
}
