package dev.freehold.vault.keys.lastuse;

import static dev.freehold.vault.VaultLimits.KEY_USE_WRITE_INTERVAL;

import java.time.Instant;
import java.util.Optional;

/**
 * What memory holds of one version's uses.
 *
 * @param uses the uses
 * @param unwritten whether some of them are not in the database
 * @param written when some were last written there by this process
 */
record TrackedUses(VersionUses uses, boolean unwritten, Optional<Instant> written) {

  static TrackedUses of(KeyUse first) {
    return new TrackedUses(VersionUses.of(first), true, Optional.empty());
  }

  TrackedUses plus(KeyUse use) {
    return new TrackedUses(uses.plus(use), true, written);
  }

  /** After {@code durable} was written; more may have come meanwhile. */
  TrackedUses writtenAt(Instant now, VersionUses durable) {
    return new TrackedUses(uses, !uses.equals(durable), Optional.of(now));
  }

  boolean isDue(Instant now) {
    return unwritten && mayWrite(now);
  }

  /** Whether nothing is lost if this is forgotten, the time of the last write included. */
  boolean isSettled(Instant now) {
    return !unwritten && mayWrite(now);
  }

  /** A last write in the future is one before the clock was set back. */
  private boolean mayWrite(Instant now) {
    return written
        .filter(at -> !now.isBefore(at) && now.isBefore(at.plus(KEY_USE_WRITE_INTERVAL)))
        .isEmpty();
  }
}
