package dev.freehold.shell.migration;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.web.http.RequestUri;
import java.util.OptionalInt;

/** What all cmdlets of migrations have in common. */
final class Calls {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int DEFAULT_RESULTS = 1000;

  private Calls() {}

  /** What names an endpoint, a batch or a mailbox: the first argument, from the pipeline too. */
  static Parameter identity() {
    return Parameter.text("Identity").at(0).byValue().byPropertyName();
  }

  /** The path of one object below {@code collection}. */
  static String path(String collection, String identity) {
    return collection + "/" + RequestUri.encode(identity);
  }

  /**
   * Does a part of a cmdlet's work. What the server refuses is an error of this object; a server
   * that does not answer, or knows the caller no more, ends the cmdlet.
   */
  static void guard(Invocation call, String target, Runnable work) {
    try {
      work.run();
    } catch (RemoteException e) {
      ShellError error = error(e).about(target);
      if (e.kind() == RemoteException.Kind.REFUSED && e.status() != UNAUTHORIZED) {
        call.error(error);
      } else {
        throw ShellException.ofStatement(error);
      }
    }
  }

  private static ShellError error(RemoteException e) {
    ErrorCategory category =
        switch (e.kind()) {
          case UNREACHABLE -> ErrorCategory.CONNECTION_ERROR;
          case UNTRUSTED -> ErrorCategory.SECURITY_ERROR;
          case INVALID_ANSWER -> ErrorCategory.PROTOCOL_ERROR;
          case REFUSED ->
              switch (e.status()) {
                case UNAUTHORIZED -> ErrorCategory.AUTHENTICATION_ERROR;
                case FORBIDDEN -> ErrorCategory.PERMISSION_DENIED;
                case NOT_FOUND -> ErrorCategory.OBJECT_NOT_FOUND;
                case CONFLICT -> ErrorCategory.INVALID_OPERATION;
                default -> ErrorCategory.INVALID_ARGUMENT;
              };
        };
    return ShellError.of(e.code(), category, e.getMessage())
        .withException("System.InvalidOperationException");
  }

  /** No batch has a mailbox of this address. */
  static ShellError notFound(String identity) {
    return ShellError.of(
            "migration-user-not-found",
            ErrorCategory.OBJECT_NOT_FOUND,
            "no migration batch has a mailbox of this address; look at Get-MigrationUser")
        .withException("System.InvalidOperationException")
        .about(identity);
  }

  /** No deletions of the mailbox wait for anybody. */
  static ShellError nothingWaits(String identity) {
    return ShellError.of(
            "migration-deletions-none",
            ErrorCategory.OBJECT_NOT_FOUND,
            "no deletions of this mailbox wait for approval; look at Get-MigrationUserStatistics")
        .withException("System.InvalidOperationException")
        .about(identity);
  }

  /** Ends the cmdlet if it was given something that would not be heeded. */
  static void refuse(Invocation call, String why, String... names) {
    for (String name : names) {
      if (call.bound().has(name)) {
        throw ShellException.ofStatement(
            ShellError.of(
                    "MigrationOptionNotSupported",
                    ErrorCategory.NOT_IMPLEMENTED,
                    "%s Leave -%s out.".formatted(why, name))
                .withException("System.NotSupportedException"));
      }
    }
  }

  /** Warns of what was given and has no effect, where leaving it out would change nothing. */
  static void ignore(Invocation call, String why, String... names) {
    for (String name : names) {
      if (call.bound().has(name)) {
        call.warning("-%s has no effect here: %s".formatted(name, why));
      }
    }
  }

  /** A parameter that is a number or Unlimited; empty if it was left out. */
  static OptionalInt limit(Bound bound, String name) {
    String text = Text.of(bound.value(name)).strip();
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.equalsIgnoreCase("Unlimited")) {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
    if (text.matches("[0-9]{1,9}")) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw ShellException.ofStatement(
        ShellError.of(
                name + "NotValid",
                ErrorCategory.INVALID_ARGUMENT,
                "-%s is a number from 0 on or Unlimited.".formatted(name))
            .withException("System.ArgumentException"));
  }

  /** How many objects {@code -ResultSize} lets through. */
  static long resultSize(Bound bound) {
    String text = Text.of(bound.value("ResultSize")).strip();
    if (text.isEmpty()) {
      return DEFAULT_RESULTS;
    }
    if (text.equalsIgnoreCase("Unlimited")) {
      return Long.MAX_VALUE;
    }
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Long.parseLong(text);
    }
    throw ShellException.ofStatement(
        ShellError.of(
                "ResultSizeNotValid",
                ErrorCategory.INVALID_ARGUMENT,
                "-ResultSize is a number from 1 on or Unlimited.")
            .withException("System.ArgumentException"));
  }
}
