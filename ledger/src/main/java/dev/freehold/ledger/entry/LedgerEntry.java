package dev.freehold.ledger.entry;

import dev.freehold.ledger.RecordedEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One fact to be recorded. It never holds content, keys or tokens.
 *
 * <p>Values that name or describe a person can be erased later. So the hashed bytes contain only a
 * commitment to them. This applies to {@code personal}, and to {@code actor} unless it begins with
 * {@value #SYSTEM_PREFIX}.
 *
 * @param tenantId whose act or key it is; the tenant can see the entry
 * @param actor who did it: an object id, a user name, or {@code system:<what>}
 * @param operation a stable verb in PascalCase, such as {@code KeyUnwrap} or {@code PolicyCreate}
 * @param objectId what it was done to: a key id, policy GUID, mailbox GUID; not the name of a
 *     person, because it is hashed as it is
 * @param outcome whether it was done or refused
 * @param details further facts by lower-camel-case name, each value at most 1,024 characters; with
 *     those of {@code personal} at most 32
 * @param personal further facts that name or describe a person, such as a mail address, an IP
 *     address or a reason in free text; none has the name of a detail, or {@code actor}
 */
public record LedgerEntry(
    UUID tenantId,
    String actor,
    String operation,
    String objectId,
    Outcome outcome,
    Map<String, String> details,
    Map<String, String> personal) {

  /** How the name of an actor begins that is no person. */
  public static final String SYSTEM_PREFIX = "system:";

  /** Stands for a value that was erased; {@link RecordedEntry#erased} tells it from a word. */
  public static final String ERASED = "erased";

  /** Copies the maps and checks the bounds. */
  public LedgerEntry {
    details = Map.copyOf(details);
    personal = Map.copyOf(personal);
    LedgerLimits.check(actor, operation, objectId, details, personal);
  }

  /** An entry that holds nothing about a person but its actor. */
  public LedgerEntry(
      UUID tenantId,
      String actor,
      String operation,
      String objectId,
      Outcome outcome,
      Map<String, String> details) {
    this(tenantId, actor, operation, objectId, outcome, details, Map.of());
  }

  /** The same entry with {@code values} as its personal facts. */
  public LedgerEntry withPersonal(Map<String, String> values) {
    return new LedgerEntry(tenantId, actor, operation, objectId, outcome, details, values);
  }

  /** The same entry with those of its details that have one of {@code names} as personal facts. */
  public LedgerEntry asPersonal(String... names) {
    Map<String, String> clear = new HashMap<>(details);
    Map<String, String> erasable = new HashMap<>(personal);
    for (String name : names) {
      String value = clear.remove(name);
      if (value != null) {
        erasable.put(name, value);
      }
    }
    return new LedgerEntry(tenantId, actor, operation, objectId, outcome, clear, erasable);
  }

  /** All facts, personal or not, by name. */
  public Map<String, String> facts() {
    Map<String, String> all = new HashMap<>(details);
    all.putAll(personal);
    return Map.copyOf(all);
  }

  /** Whether the actor names a person. */
  public boolean hasPersonalActor() {
    return !actor.startsWith(SYSTEM_PREFIX);
  }

  /** The outcome of the act. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** It was asked for and refused. */
    REFUSED,
    /** It was tried and failed for a reason that is nobody's decision. */
    FAILED
  }
}
