package dev.freehold.server.features.signing;

import dev.freehold.custody.purge.BackupsDestroyed;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.document.OperatorAttestations;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

/** What operators attest about backups after a purge. */
final class PurgeBackupsApi {

  /** The day by which backups were destroyed. */
  static final QueryParameter ON =
      QueryParameter.text("on", "the day by which backups were destroyed, such as 2026-12-06");

  private static final String TEXT = "text/plain; charset=utf-8";

  private final OperatorAttestations attestations;

  PurgeBackupsApi(OperatorAttestations attestations) {
    this.attestations = attestations;
  }

  /**
   * {@code GET /api/v1/operator/purges/{purge}/backups-destroyed?on=DAY}: what an operator signs.
   */
  void statement(Exchange exchange) {
    exchange.reply(
        200,
        TEXT,
        attestations
            .statement(exchange.pathId("purge"), day(exchange))
            .text()
            .getBytes(StandardCharsets.UTF_8));
  }

  private static LocalDate day(Exchange exchange) {
    try {
      return LocalDate.parse(exchange.query("on").orElse(""));
    } catch (DateTimeException noDay) {
      throw ProblemException.badRequest("the parameter \"on\" is a day, such as 2026-12-06");
    }
  }

  /**
   * {@code POST /api/v1/operator/purges/{purge}/backups-destroyed}: the statement, signed. A
   * further one corrects those before, which stay.
   */
  void attest(Exchange exchange) throws IOException {
    try (InputStream body = exchange.body()) {
      exchange.reply(
          200,
          Attested.of(
              attestations.submit(
                  exchange.pathId("purge"), body.readAllBytes(), exchange.actor())));
    }
  }

  record Attested(UUID purgeId, int number, String destroyedOn, String operator) {
    static Attested of(PurgeCase purge) {
      BackupsDestroyed last = purge.backups().getLast();
      return new Attested(
          purge.id(), last.number(), last.destroyedOn().toString(), last.operatorName());
    }
  }
}
