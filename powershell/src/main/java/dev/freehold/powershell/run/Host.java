package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.Optional;

/** The terminal, or its substitute. Used by the thread that runs the script. */
public interface Host {

  /**
   * Writes text for the user that is no object.
   *
   * @param colour a name as {@code Write-Host -ForegroundColor} takes it
   */
  void write(String text, Optional<String> colour);

  /** Shows a warning; the host puts the word before it. */
  void warning(String message);

  /** Shows detail; the host puts the word before it. */
  void verbose(String message);

  /** Shows detail for programmers; the host puts the word before it. */
  void debug(String message);

  /** Shows an error in the short form. */
  void error(ShellError error);

  /** Shows an error in some form; a host that knows but one shows that. */
  default void error(ShellError error, ErrorView view) {
    error(error);
  }

  /**
   * Shows the progress of long work.
   *
   * @param percent 0 to 100; negative if not known; above 100 when done
   */
  void progress(String activity, String status, int percent);

  /** Tells whether there is somebody to ask. */
  boolean isInteractive();

  /** Asks for a line; empty if there is no more input. */
  Optional<String> ask(String prompt);

  /** Asks for a line that is not shown; empty if there is no more input. */
  Optional<SecureText> askSecret(String prompt);
}
