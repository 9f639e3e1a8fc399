package dev.freehold.powershell.terminal;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.SecureText;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Standard output and error of a script. What is for a person goes to standard error, so that
 * standard output has only what {@code Write-Host} and the pipelines write.
 */
final class PlainHost implements Host {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean coloured;
  private final Optional<Questions> questions;

  /**
   * Talks through two streams.
   *
   * @param out where Write-Host goes
   * @param coloured whether the streams are a terminal's that shows colours
   * @param questions whom to ask; empty if there is nobody
   */
  PlainHost(PrintWriter out, PrintWriter err, boolean coloured, Optional<Questions> questions) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
    this.questions = questions;
  }

  @Override
  public void write(String text, Optional<String> colour) {
    out.print(Paint.named(colour, text, coloured));
    out.flush();
  }

  @Override
  public void warning(String message) {
    aside(Paint.NOTICE.on("WARNING: " + message, coloured));
  }

  @Override
  public void verbose(String message) {
    aside(Paint.NOTICE.on("VERBOSE: " + message, coloured));
  }

  @Override
  public void debug(String message) {
    aside(Paint.NOTICE.on("DEBUG: " + message, coloured));
  }

  @Override
  public void error(ShellError error) {
    error(error, ErrorView.CONCISE);
  }

  @Override
  public void error(ShellError error, ErrorView view) {
    aside(Paint.ERROR.on(view.text(error), coloured));
  }

  private void aside(String line) {
    out.flush();
    err.println(line);
    err.flush();
  }

  /** Nobody watches a script's progress, and a log of it would only be long. */
  @Override
  public void progress(String activity, String status, int percent) {}

  @Override
  public boolean isInteractive() {
    return questions.isPresent();
  }

  @Override
  public Optional<String> ask(String prompt) {
    out.flush();
    return questions.flatMap(asked -> asked.line(prompt));
  }

  @Override
  public Optional<SecureText> askSecret(String prompt) {
    out.flush();
    return questions.flatMap(asked -> asked.secret(prompt));
  }
}
