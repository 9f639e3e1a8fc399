package dev.freehold.ledger;

import java.util.Map;
import java.util.UUID;

/**
 * One fact to be recorded. Never holds content, keys or tokens.
 *
 * @param tenantId whose act or key it is; the tenant can see the entry
 * @param actor who did it: an object id, a user name, or {@code system:<what>}
 * @param operation a stable verb in PascalCase, such as {@code KeyUnwrap} or {@code PolicyCreate}
 * @param objectId what it was done to: a key id, policy GUID, mailbox GUID
 * @param outcome whether it was done or refused
 * @param details further facts by lower-camel-case name, at most 32, each value at most 1,024
 *     characters
 */
public record LedgerEntry(
    UUID tenantId,
    String actor,
    String operation,
    String objectId,
    Outcome outcome,
    Map<String, String> details) {

  /** Copies the details and checks the bounds. */
  public LedgerEntry {
    details = Map.copyOf(details);
    LedgerLimits.check(actor, operation, objectId, details);
  }

  /** What became of the act. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** It was asked for and refused. */
    REFUSED,
    /** It was tried and failed for a reason that is nobody's decision. */
    FAILED
  }
}
