package dev.freehold.shell.service;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;

/** Errors that the shell finds by itself. */
public final class ShellProblem {

  private ShellProblem() {}

  /** Something that was asked for cannot be done as it was asked. */
  public static ShellError argument(String id, String message) {
    return ShellError.of(id, ErrorCategory.INVALID_ARGUMENT, message)
        .withException("System.ArgumentException");
  }

  /** Something that this server does not do. */
  public static ShellError unsupported(String id, String message) {
    return ShellError.of(id, ErrorCategory.NOT_IMPLEMENTED, message)
        .withException("System.NotSupportedException");
  }

  /** The state of things does not allow it. */
  public static ShellError state(String id, String message) {
    return ShellError.of(id, ErrorCategory.INVALID_OPERATION, message)
        .withException("System.InvalidOperationException");
  }

  /** Ends the statement with an error. */
  public static ShellException stop(ShellError error) {
    return ShellException.ofStatement(error);
  }
}
