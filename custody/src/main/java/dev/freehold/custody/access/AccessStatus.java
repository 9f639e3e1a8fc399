package dev.freehold.custody.access;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of access to a policy's key on this node, for operators and tenants. Nothing in it is
 * secret.
 *
 * @param lastAnswer the result when the roots were last asked
 * @param sinceAnswer how long ago that was
 * @param leaseAge how long ago a root gave the key that is in memory, if one is
 * @param isByAvailabilityKey whether the key in memory came from the availability key
 */
public record AccessStatus(
    Answer lastAnswer,
    Duration sinceAnswer,
    Optional<Duration> leaseAge,
    boolean isByAvailabilityKey) {

  /** The possible results of asking the roots of a policy. */
  public enum Answer {
    /** A root gave the key. */
    AGREED,
    /** No root gave the key, and at least one refuses. */
    REFUSED,
    /** The same, and those that refuse do so because of this node's address. */
    ADDRESS_REFUSED,
    /** Neither root answered. */
    DID_NOT_ANSWER,
    /** No root gave the key or refused, and at least one answered wrongly. */
    WRONG_ANSWER;

    static Answer of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Agreed _ -> AGREED;
        case Verdict.Failed failed -> failed.isOfAddress() ? ADDRESS_REFUSED : ofOthers(failed);
      };
    }

    private static Answer ofOthers(Verdict.Failed failed) {
      return failed.isRefusal() ? REFUSED : failed.isSilence() ? DID_NOT_ANSWER : WRONG_ANSWER;
    }
  }
}
