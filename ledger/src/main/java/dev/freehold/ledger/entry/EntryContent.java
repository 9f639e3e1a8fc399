package dev.freehold.ledger.entry;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The contents of an entry's hashed bytes, for every version of their form.
 *
 * @param index the place in the tenant's log, which the first form does not name
 * @param actor absent if it is a person's and there is a commitment to it
 * @param commitments to personal values, by their names
 */
public record EntryContent(
    int version,
    long sequence,
    OptionalLong index,
    Instant time,
    UUID tenantId,
    Optional<String> actor,
    String operation,
    String objectId,
    Outcome outcome,
    Map<String, String> details,
    Map<String, String> commitments) {

  private static final byte[] END_OF_V1 = ",\"v\":1}".getBytes(StandardCharsets.US_ASCII);

  /** Copies what is given. */
  public EntryContent {
    Objects.requireNonNull(time);
    Objects.requireNonNull(tenantId);
    Objects.requireNonNull(operation);
    Objects.requireNonNull(objectId);
    Objects.requireNonNull(outcome);
    details = Map.copyOf(details);
    commitments = Map.copyOf(commitments);
    if (actor.isPresent() == commitments.containsKey(PersonalValues.ACTOR)) {
      throw new IllegalArgumentException("an entry names its actor or commits to it");
    }
  }

  /**
   * Reads the bytes of an entry.
   *
   * @throws IOException if they are not an entry
   */
  public static EntryContent read(byte[] bytes) throws IOException {
    try {
      EntryContent content = isFirstForm(bytes) ? EntryV1.read(bytes) : EntryV2.read(bytes);
      if (content.version != (isFirstForm(bytes) ? EntryV1.VERSION : EntryV2.VERSION)) {
        throw new IOException("an entry of an unknown form");
      }
      return content;
    } catch (RuntimeException e) {
      throw new IOException("an entry is outside its bounds", e);
    }
  }

  /** The version is always last, so the canonical bytes show it without being read. */
  private static boolean isFirstForm(byte[] bytes) {
    int start = bytes.length - END_OF_V1.length;
    return start >= 0 && Arrays.equals(bytes, start, bytes.length, END_OF_V1, 0, END_OF_V1.length);
  }

  /** The one spelling of this content. */
  public byte[] canonical() {
    return version == EntryV1.VERSION ? EntryV1.write(this) : EntryV2.write(this);
  }

  /** The entry as it was recorded, with what of {@code personal} is left. */
  public LedgerEntry entry(PersonalValues personal) {
    return new LedgerEntry(
        tenantId,
        actor.orElseGet(
            () -> personal.actor().map(PersonalValues.Salted::value).orElse(LedgerEntry.ERASED)),
        operation,
        objectId,
        outcome,
        details,
        values(personal));
  }

  private Map<String, String> values(PersonalValues personal) {
    Map<String, String> values = new HashMap<>();
    for (String name : commitments.keySet()) {
      if (!name.equals(PersonalValues.ACTOR)) {
        values.put(
            name, personal.values().map(own -> own.value().get(name)).orElse(LedgerEntry.ERASED));
      }
    }
    return values;
  }

  /** The names of those values to which the entry commits and that are not in {@code personal}. */
  public Set<String> erased(PersonalValues personal) {
    Set<String> erased = new HashSet<>(commitments.keySet());
    personal.actor().ifPresent(own -> erased.remove(PersonalValues.ACTOR));
    personal.values().ifPresent(own -> erased.removeAll(own.value().keySet()));
    return erased;
  }
}
