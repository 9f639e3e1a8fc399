package dev.freehold.server.http;

import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesException;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.witness.WitnessException;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.document.DocumentException;
import java.io.EOFException;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;

/** Which problem an exception becomes; the only place where module errors meet HTTP. */
public final class Problems {

  private Problems() {}

  /** The problem that tells of {@code failure}. */
  public static Problem of(Exception failure) {
    return switch (failure) {
      case ProblemException problem -> problem.problem();
      case KeyAccessException refused ->
          new Problem(ModuleStatus.of(refused.reason()), refused.code(), refused.getMessage());
      case MailException refused ->
          new Problem(ModuleStatus.of(refused.error()), refused.code(), refused.getMessage());
      case FilesException refused ->
          new Problem(ModuleStatus.of(refused.error()), refused.code(), refused.getMessage());
      case CustodyException refused ->
          new Problem(ModuleStatus.of(refused.error()), refused.code(), refused.getMessage());
      case DocumentException refused ->
          new Problem(refused.error().status(), refused.code(), refused.getMessage());
      case ContentException failed ->
          new Problem(ModuleStatus.of(failed.error()), failed.code(), failed.getMessage());
      case PersistenceException failed -> new Problem(503, failed.code(), failed.getMessage());
      case LedgerException failed ->
          new Problem(ModuleStatus.of(failed.error()), failed.code(), failed.getMessage());
      case WitnessException failed -> new Problem(503, failed.code(), failed.getMessage());
      case CryptoException damaged -> new Problem(500, damaged.code(), damaged.getMessage());
      case EofException _, EOFException _ ->
          new Problem(400, "request-cut-short", "the body ended before its announced length");
      case IOException _ ->
          new Problem(
              500, "input-output-failed", "reading or writing failed; see the server's log");
      default -> new Problem(500, "internal-error", "an internal error; see the server's log");
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
              status, "http-" + status, "the request is not of the form that is expected here");
    };
  }

  /** Whether the log needs no stack trace, since the code says all. */
  static boolean isExpected(Exception failure) {
    return failure == null || !of(failure).code().equals("internal-error");
  }
}
