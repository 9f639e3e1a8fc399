package dev.freehold.server.http;

import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.faults.Fault;
import dev.freehold.files.FilesException;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.witness.WitnessException;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.document.DocumentException;
import dev.freehold.server.notifications.NotificationException;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestRefusedException;
import java.io.EOFException;
import java.io.IOException;

/** Turns exceptions into problems. Each module says which status its errors have. */
public final class Problems {

  private Problems() {}

  /**
   * The problem that reports {@code failure}. A database that is down or full is named as such,
   * whatever could not be done because of it.
   */
  public static Problem of(Exception failure) {
    return Fault.database(failure).map(Problems::of).orElseGet(() -> ofThis(failure));
  }

  private static Problem of(PersistenceException failed) {
    return new Problem(failed.error().httpStatus(), failed.code(), failed.getMessage());
  }

  private static Problem ofThis(Exception failure) {
    return switch (failure) {
      case ProblemException problem -> problem.problem();
      case RequestRefusedException refused -> Problem.of(refused);
      case BusyException _ -> Problem.of(RequestRefusedException.busy());
      case KeyAccessException refused ->
          new Problem(refused.reason().httpStatus(), refused.code(), refused.getMessage());
      case MailException refused ->
          new Problem(refused.error().httpStatus(), refused.code(), refused.getMessage());
      case FilesException refused ->
          new Problem(refused.error().httpStatus(), refused.code(), refused.getMessage());
      case CustodyException refused ->
          new Problem(refused.error().httpStatus(), refused.code(), refused.getMessage());
      case DocumentException refused ->
          new Problem(refused.error().httpStatus(), refused.code(), refused.getMessage());
      case NotificationException refused ->
          new Problem(refused.error().httpStatus(), refused.code(), refused.getMessage());
      case ContentException failed ->
          new Problem(failed.error().httpStatus(), failed.code(), failed.getMessage());
      case PersistenceException failed -> of(failed);
      case LedgerException failed ->
          new Problem(failed.error().httpStatus(), failed.code(), failed.getMessage());
      case WitnessException failed -> new Problem(503, failed.code(), failed.getMessage());
      case CryptoException damaged -> new Problem(500, damaged.code(), damaged.getMessage());
      case EOFException _ ->
          new Problem(400, "request-cut-short", "the body ended before its announced length");
      case IOException _ ->
          new Problem(
              500, "input-output-failed", "reading or writing failed; see the server's log");
      default -> Problem.unexpected();
    };
  }
}
