package dev.freehold.custody.checks;

import dev.freehold.custody.roots.RootFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The result of unwrapping a policy's key by one root alone.
 *
 * @param policyId the policy
 * @param slot 1 or 2
 * @param keyVersionUri the version that was asked
 * @param outcome the result
 * @param code why, as a stable code; empty if the root agrees
 * @param checkedAt when it was asked last
 * @param outcomeSince since when the result has been this one
 * @param agreedAt when this version last agreed: the last proof of the root; empty if never
 */
public record RootCheck(
    UUID policyId,
    int slot,
    String keyVersionUri,
    Outcome outcome,
    Optional<String> code,
    Instant checkedAt,
    Instant outcomeSince,
    Optional<Instant> agreedAt) {

  /** Tells whether the vault refused, but only because of the address of the node that asked. */
  public boolean isOfAddress() {
    return outcome == Outcome.REFUSED && code.filter(RootFailure::isOfAddress).isPresent();
  }

  /** Tells whether the vault refused, and would have refused any other node. */
  public boolean isForAllNodes() {
    return outcome == Outcome.REFUSED && !isOfAddress();
  }

  /** The result as people are told of it. */
  public Finding finding() {
    return switch (outcome) {
      case AGREES -> Finding.AGREES;
      case REFUSED -> isOfAddress() ? Finding.ADDRESS_REFUSED : Finding.REFUSED;
      case DID_NOT_ANSWER -> Finding.DID_NOT_ANSWER;
      case WRONG_ANSWER -> Finding.WRONG_ANSWER;
    };
  }

  /** The possible results, and whose refusal it is. */
  public enum Finding {
    /** The root gave the policy's key, as its commitment says. */
    AGREES,
    /** The vault said no, and would to any other node. */
    REFUSED,
    /** The vault's network rules do not let in the node that asked; they may let in others. */
    ADDRESS_REFUSED,
    /** The vault did not answer. */
    DID_NOT_ANSWER,
    /** What came back is not the policy's key. */
    WRONG_ANSWER
  }

  /** The possible results. */
  public enum Outcome {
    /** The root gave the policy's key, as its commitment says. */
    AGREES,
    /** The vault said no. */
    REFUSED,
    /** The vault did not answer. */
    DID_NOT_ANSWER,
    /** What came back is not the policy's key: this root would be of no use in an emergency. */
    WRONG_ANSWER
  }
}
