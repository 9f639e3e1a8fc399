package dev.freehold.server.features.recovery;

import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.Optional;

/**
 * The optional body of a request that approves or denies something: a recovery, a move or an access
 * request.
 *
 * @param comment for the ledger and the person who asked; null for none
 */
public record RecoveryDecision(String comment) {

  /** What the body of {@code exchange} says besides; an empty comment counts as absent. */
  public static Optional<String> comment(Exchange exchange) throws IOException {
    return exchange.contentLength() == 0
        ? Optional.empty()
        : Optional.ofNullable(exchange.json(RecoveryDecision.class).comment())
            .filter(text -> !text.isBlank());
  }
}
