package dev.freehold.custody.purge.run;

import java.time.Instant;
import java.util.UUID;

/**
 * How far the run of a purge has come.
 *
 * @param phase what is being done
 * @param after the key, policy, mailbox or site after which the phase goes on
 * @param pack the pack of the policy {@code after} after which it goes on
 * @param notBefore when the phase is expected to be over, for people; 1970 if nothing is waited for
 */
record PurgePosition(Phase phase, UUID after, UUID pack, Instant notBefore) {

  static final UUID NONE = new UUID(0, 0);

  /** What is done, in this order. */
  enum Phase {
    /** The policy's own key: every wrapped copy of it. */
    POLICY,
    /** Keys under it, with the mailboxes or sites that they are of. */
    KEYS,
    /** Retired keys of these, whatever they are under. */
    RETIRED,
    /** Packs of the bundle that have one of these keys among others. */
    PACKS,
    /** The availability key. */
    AVAILABILITY_KEY,
    /** Nobody holds a key in memory any more when this is over. */
    LEASES,
    /** Packs once more: anyone who had a key in memory could have written one. */
    LATE_PACKS,
    /** The databases' logs and free pages. */
    JOURNALS,
    /** A sample of everything is tried and must not open. */
    PROOF
  }

  static PurgePosition at(Phase phase) {
    return new PurgePosition(phase, NONE, NONE, Instant.EPOCH);
  }

  static PurgePosition waiting(Instant notBefore) {
    return new PurgePosition(Phase.LEASES, NONE, NONE, notBefore);
  }

  PurgePosition past(UUID id) {
    return new PurgePosition(phase, id, NONE, notBefore);
  }

  PurgePosition pastPack(UUID policyId, UUID packId) {
    return new PurgePosition(phase, policyId, packId, notBefore);
  }

  static PurgePosition parse(String text) {
    if (text.isEmpty()) {
      return at(Phase.POLICY);
    }
    String[] parts = text.split(" ", -1);
    return new PurgePosition(
        Phase.valueOf(parts[0]),
        UUID.fromString(parts[1]),
        UUID.fromString(parts[2]),
        Instant.ofEpochMilli(Long.parseLong(parts[3])));
  }

  String text() {
    return "%s %s %s %d".formatted(phase, after, pack, notBefore.toEpochMilli());
  }
}
