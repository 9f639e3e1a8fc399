package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;

/**
 * Ends the work on one object of the pipeline; the next one is still processed, as in the Az
 * module.
 */
public final class AzureFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ShellError error;

  AzureFailure(ShellError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  ShellError error() {
    return error;
  }

  /** An argument that cannot be used. */
  public static AzureFailure argument(String id, String message) {
    return new AzureFailure(
        ShellError.of(id, ErrorCategory.CLOSE_ERROR, message)
            .withException("System.ArgumentException"));
  }

  /** Something that is not there. */
  public static AzureFailure missing(String id, String message) {
    return new AzureFailure(
        ShellError.of(id, ErrorCategory.CLOSE_ERROR, message)
            .withException("System.ArgumentException"));
  }

  /** Nobody is signed in. */
  static AzureFailure notSignedIn() {
    return new AzureFailure(
        ShellError.of(
                "NoAccount",
                ErrorCategory.CLOSE_ERROR,
                "No account found in the context. Please login using Connect-AzAccount.")
            .withException("Microsoft.Azure.Commands.Common.Exceptions.AzPSApplicationException"));
  }
}
