package dev.freehold.vault.rotation;

import dev.freehold.vault.wire.WireError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When the vault makes a new version of a key by itself, and when that version expires.
 *
 * @param rotateAfterCreate how long after the latest version was made; not together with {@code
 *     rotateBeforeExpiry}
 * @param rotateBeforeExpiry how long before the latest version expires
 * @param notifyBeforeExpiry how long before the latest version expires its owner wants a notice
 * @param expiry the lifetime of new versions
 */
public record RotationPolicy(
    Optional<CalendarSpan> rotateAfterCreate,
    Optional<CalendarSpan> rotateBeforeExpiry,
    Optional<CalendarSpan> notifyBeforeExpiry,
    Optional<CalendarSpan> expiry) {

  private static final long MIN_EXPIRY_DAYS = 28;

  /** From creation to rotation and from rotation to expiry. */
  private static final long MIN_MARGIN_DAYS = 7;

  /**
   * Checks the rules.
   *
   * @throws WireError 400 if one is broken
   */
  public RotationPolicy {
    require(
        rotateAfterCreate.isEmpty() || rotateBeforeExpiry.isEmpty(),
        "Rotate takes exactly one of timeAfterCreate and timeBeforeExpiry.");
    require(
        rotateBeforeExpiry.isEmpty() || expiry.isPresent(),
        "Rotate with timeBeforeExpiry needs attributes.expiryTime.");
    require(
        expiry.isEmpty() || expiry.get().days() >= MIN_EXPIRY_DAYS,
        "expiryTime is at least 28 days.");
    rotateAfterCreate.ifPresent(span -> requireMargins(span, expiry));
    rotateBeforeExpiry.ifPresent(span -> requireMargins(span, expiry));
    notifyBeforeExpiry.ifPresent(
        span ->
            require(
                expiry.isEmpty() || span.days() < expiry.get().days(),
                "Notify comes after the key was made, not before."));
  }

  private static void requireMargins(CalendarSpan rotation, Optional<CalendarSpan> expiry) {
    require(
        rotation.days() >= MIN_MARGIN_DAYS
            && (expiry.isEmpty() || expiry.get().days() - rotation.days() >= MIN_MARGIN_DAYS),
        "Rotation is at least 7 days after a version is made and at least 7 days before it"
            + " expires.");
  }

  static void require(boolean condition, String rule) {
    if (!condition) {
      throw WireError.badParameter("The rotation policy is invalid. " + rule);
    }
  }

  /** Notices that were once asked for stay, whatever a later policy says. */
  public RotationPolicy replacing(RotationPolicy present) {
    return new RotationPolicy(
        rotateAfterCreate,
        rotateBeforeExpiry,
        notifyBeforeExpiry.or(present::notifyBeforeExpiry),
        expiry);
  }

  /** When a version is due to be replaced; empty if it never is. */
  public Optional<Instant> due(Instant created, Optional<Instant> expires) {
    return rotateAfterCreate
        .map(span -> span.after(created))
        .or(() -> rotateBeforeExpiry.flatMap(span -> expires.map(span::before)));
  }

  /** When a version made now expires, to the second; empty if it does not. */
  public Optional<Instant> expiryOf(Instant created) {
    return expiry.map(span -> span.after(created).truncatedTo(ChronoUnit.SECONDS));
  }
}
