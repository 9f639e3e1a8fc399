package dev.freehold.vault.keys.lastuse;

import dev.freehold.vault.keys.KeyOperation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One use of a version.
 *
 * @param by the principal's object id
 * @param at when
 * @param operation the operation
 */
public record KeyUse(UUID by, Instant at, KeyOperation operation) {

  /** Keeps the time as the database does, so that what was stored equals what was meant. */
  public KeyUse {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
