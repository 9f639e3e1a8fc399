package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.shell.remote.RemoteException;
import java.util.Map;

/** What servers refuse, as the Az cmdlets show it; the id of the error is the server's code. */
final class ServiceErrors {

  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          409, "Conflict",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private ServiceErrors() {}

  /** A refusal of the management plane, the directory or the token endpoint. */
  static ShellError of(RemoteException failure) {
    return switch (failure.kind()) {
      case REFUSED -> error(failure, failure.getMessage(), "Microsoft.Rest.Azure.CloudException");
      case UNREACHABLE, UNTRUSTED, INVALID_ANSWER ->
          error(failure, failure.getMessage(), "System.Net.Http.HttpRequestException");
    };
  }

  /** A refusal of a vault's key plane, with what came back. */
  static ShellError ofKeys(RemoteException failure) {
    if (failure.kind() != RemoteException.Kind.REFUSED || failure.status() == 0) {
      return of(failure);
    }
    return error(
        failure,
        "%s%nStatus: %d (%s)%nErrorCode: %s%n%nContent:%n%s%n"
            .formatted(
                failure.getMessage(),
                failure.status(),
                REASONS.getOrDefault(failure.status(), "Error"),
                failure.code(),
                content(failure.body()))
            .replace(System.lineSeparator(), "\n"),
        "Azure.RequestFailedException");
  }

  private static String content(String body) {
    return body.length() <= AzureLimits.MAX_CONTENT_CHARS
        ? body
        : body.substring(0, AzureLimits.MAX_CONTENT_CHARS) + "…";
  }

  private static ShellError error(RemoteException failure, String message, String exception) {
    return ShellError.of(failure.code(), ErrorCategory.CLOSE_ERROR, message)
        .withException(exception);
  }
}
