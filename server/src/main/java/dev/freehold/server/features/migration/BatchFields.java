package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.FolderRules;
import dev.freehold.web.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/** Members that several of the requests about migrations have. */
final class BatchFields {

  private BatchFields() {}

  /** Here and not by the JSON reader, so that the refusal says what the bytes are. */
  static byte[] csv(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("csvData must be the bytes of the CSV in base64");
    }
  }

  /**
   * When a batch completes by itself.
   *
   * @throws ProblemException with status 400 if it is none
   */
  static Instant time(String text) {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException malformed) {
      throw ProblemException.badRequest(
          "completeAfter is a moment in UTC as in 2026-12-01T22:00:00Z");
    }
  }

  /** Whether a flag was given, and as true. */
  static boolean isSet(Boolean flag) {
    return flag != null && flag;
  }

  static FolderRules rules(
      List<String> include, List<String> exclude, List<MigrationBatchesApi.Move> moves) {
    return new FolderRules(
        orNone(include),
        orNone(exclude),
        orNone(moves).stream().map(MigrationBatchesApi.Move::move).toList());
  }

  private static <T> List<T> orNone(List<T> given) {
    return given == null ? List.of() : given;
  }
}
