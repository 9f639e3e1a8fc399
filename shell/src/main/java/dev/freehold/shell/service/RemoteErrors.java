package dev.freehold.shell.service;

import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.shell.remote.RemoteException;
import java.util.function.Function;

/** Turns a server's refusals into errors of the shell. No other class does. */
public final class RemoteErrors {

  /** The server's code where a role is what lacks; a vault or a site may refuse too. */
  private static final String ROLE_MISSING = "role-missing";

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  private RemoteErrors() {}

  /** Tells whether the server says that there is no such thing. */
  public static boolean isNotFound(RemoteException refusal) {
    return refusal.kind() == RemoteException.Kind.REFUSED && refusal.status() == NOT_FOUND;
  }

  /** The error of a refusal; its id begins with the server's stable code. */
  public static ShellError of(RemoteException refusal) {
    String message =
        switch (refusal.kind()) {
          case REFUSED -> ofRefusal(refusal);
          case UNREACHABLE, UNTRUSTED, INVALID_ANSWER -> refusal.getMessage();
        };
    return ShellError.of(refusal.code(), category(refusal), message)
        .withException(exception(refusal));
  }

  private static String ofRefusal(RemoteException refusal) {
    return switch (refusal.status()) {
      case UNAUTHORIZED ->
          "The sign-in is not accepted any more: %s. Connect again."
              .formatted(refusal.getMessage());
      case FORBIDDEN ->
          refusal.code().equals(ROLE_MISSING)
              ? "Access denied: %s. Ask a global administrator for the role."
                  .formatted(refusal.getMessage())
              : refusal.getMessage();
      default -> refusal.getMessage();
    };
  }

  private static ErrorCategory category(RemoteException refusal) {
    return switch (refusal.kind()) {
      case UNREACHABLE -> ErrorCategory.CONNECTION_ERROR;
      case UNTRUSTED -> ErrorCategory.SECURITY_ERROR;
      case INVALID_ANSWER -> ErrorCategory.PROTOCOL_ERROR;
      case REFUSED ->
          switch (refusal.status()) {
            case BAD_REQUEST -> ErrorCategory.INVALID_ARGUMENT;
            case UNAUTHORIZED -> ErrorCategory.AUTHENTICATION_ERROR;
            case FORBIDDEN -> ErrorCategory.PERMISSION_DENIED;
            case NOT_FOUND -> ErrorCategory.OBJECT_NOT_FOUND;
            case CONFLICT -> ErrorCategory.INVALID_OPERATION;
            case TOO_LARGE -> ErrorCategory.LIMITS_EXCEEDED;
            case UNAVAILABLE -> ErrorCategory.RESOURCE_UNAVAILABLE;
            default -> ErrorCategory.NOT_SPECIFIED;
          };
    };
  }

  private static String exception(RemoteException refusal) {
    return switch (refusal.kind()) {
      case UNREACHABLE, INVALID_ANSWER -> "System.Net.WebException";
      case UNTRUSTED -> "System.Security.Authentication.AuthenticationException";
      case REFUSED ->
          switch (refusal.status()) {
            case UNAUTHORIZED, FORBIDDEN -> "System.UnauthorizedAccessException";
            default -> "System.InvalidOperationException";
          };
    };
  }

  /**
   * Does a part of a cmdlet's work. What the server refuses is an error of this object, after which
   * the next is taken; a server that does not answer, or knows the caller no more, ends the cmdlet.
   *
   * @param mapping makes the error of a refusal
   */
  public static void guard(
      Invocation call, Function<RemoteException, ShellError> mapping, Runnable work) {
    try {
      work.run();
    } catch (RemoteException e) {
      boolean oneObject = e.kind() == RemoteException.Kind.REFUSED && e.status() != UNAUTHORIZED;
      if (!oneObject) {
        throw ShellException.ofStatement(mapping.apply(e));
      }
      call.error(mapping.apply(e));
    }
  }
}
