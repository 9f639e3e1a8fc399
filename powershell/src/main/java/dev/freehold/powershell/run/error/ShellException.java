package dev.freehold.powershell.run.error;

/** An error that ends the statement, and if nothing catches it perhaps the script. */
public final class ShellException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ShellError error;
  private final boolean endsScript;

  private ShellException(ShellError error, boolean endsScript) {
    super(error.message(), null, false, false);
    this.error = error;
    this.endsScript = endsScript;
  }

  /** Ends the statement; the next one still runs. */
  public static ShellException ofStatement(ShellError error) {
    return new ShellException(error, false);
  }

  /** Ends everything up to a catch, as {@code throw} and {@code -ErrorAction Stop} do. */
  public static ShellException ofScript(ShellError error) {
    return new ShellException(error, true);
  }

  /** What went wrong. */
  public ShellError error() {
    return error;
  }

  /** Tells whether no further statement of the script runs. */
  public boolean endsScript() {
    return endsScript;
  }

  /** The same with more known of the error. */
  public ShellException with(ShellError known) {
    return new ShellException(known, endsScript);
  }
}
