package dev.freehold.server.http;

import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.persistence.PersistenceException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/** Which problem an exception becomes; the only place where module errors meet HTTP. */
final class Problems {

  private Problems() {}

  static Problem of(Exception failure) {
    return switch (failure) {
      case ProblemException problem -> problem.problem();
      case KeyAccessException refused ->
          new Problem(status(refused.reason()), refused.code(), refused.getMessage());
      case PersistenceException unavailable ->
          new Problem(503, unavailable.code(), unavailable.getMessage());
      case CryptoException damaged -> new Problem(500, damaged.code(), damaged.getMessage());
      case EOFException cutShort ->
          new Problem(400, "request-cut-short", "the body ended before its announced length");
      case IOException failed ->
          new Problem(
              500, "input-output-failed", "reading or writing failed; see the server's log");
      default -> new Problem(500, "internal-error", "an internal error; see the server's log");
    };
  }

  private static int status(KeyAccessException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_KEY -> 404;
      case REFUSED -> 403;
      case DID_NOT_ANSWER, NOT_RECORDED -> 503;
      case WRONG_ANSWER -> 502;
    };
  }

  /** A problem that the HTTP layer itself found, such as a method that the path has not. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> ProblemException.notFound().problem();
      case 405 -> new Problem(405, "method-not-allowed", "this path has other methods");
      case 413 -> ProblemException.bodyTooLarge(HttpLimits.MAX_FORM_BODY_BYTES).problem();
      default ->
          new Problem(
              status,
              String.format(Locale.ROOT, "http-%d", status),
              "the request is not of the form that is expected here");
    };
  }

  /** Whether the log needs no stack trace, since the code says all. */
  static boolean isExpected(Exception failure) {
    return failure == null
        || failure instanceof ProblemException
        || failure instanceof KeyAccessException
        || failure instanceof PersistenceException;
  }
}
