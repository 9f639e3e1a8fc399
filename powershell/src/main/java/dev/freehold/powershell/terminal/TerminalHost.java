package dev.freehold.powershell.terminal;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;

/** A terminal with somebody at it. */
final class TerminalHost implements Host {

  private final Screen screen;
  private final KeyPresses keys;
  private final Runnable interrupted;
  private LineReader questions;

  /**
   * Talks to the person who sits at a screen.
   *
   * @param interrupted called when a question is answered by Ctrl-C; it throws what ends the script
   */
  TerminalHost(Screen screen, KeyPresses keys, Runnable interrupted) {
    this.screen = screen;
    this.keys = keys;
    this.interrupted = interrupted;
  }

  @Override
  public void write(String text, Optional<String> colour) {
    screen.print(Paint.named(colour, text, screen.isColoured()));
  }

  @Override
  public void warning(String message) {
    notice("WARNING: " + message);
  }

  @Override
  public void verbose(String message) {
    notice("VERBOSE: " + message);
  }

  @Override
  public void debug(String message) {
    notice("DEBUG: " + message);
  }

  private void notice(String text) {
    screen.line(Paint.NOTICE.on(text, screen.isColoured()));
  }

  @Override
  public void error(ShellError error) {
    error(error, ErrorView.CONCISE);
  }

  @Override
  public void error(ShellError error, ErrorView view) {
    screen.line(Paint.ERROR.on(view.text(error), screen.isColoured()));
  }

  @Override
  public void progress(String activity, String status, int percent) {
    screen.progress(activity, status, percent);
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public Optional<String> ask(String prompt) {
    screen.endProgress();
    try {
      String answer = questions().readLine(prompt);
      screen.lineBegan();
      return Optional.of(answer);
    } catch (EndOfFileException e) {
      return Optional.empty();
    } catch (UserInterruptException e) {
      interrupted.run();
      return Optional.empty();
    }
  }

  /** Reads answers, which neither are completed nor go into any history. */
  private LineReader questions() {
    if (questions == null) {
      questions =
          LineReaderBuilder.builder()
              .terminal(screen.terminal())
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .variable(LineReader.DISABLE_HISTORY, true)
              .variable(LineReader.DISABLE_COMPLETION, true)
              .build();
    }
    return questions;
  }

  @Override
  public Optional<SecureText> askSecret(String prompt) {
    screen.endProgress();
    Optional<SecureText> answer = keys.secret(prompt, SecureText::copyOf);
    screen.lineBegan();
    return answer;
  }
}
