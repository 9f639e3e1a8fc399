package dev.freehold.custody.reseal;

import dev.freehold.custody.orders.ShardRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The position of a shard of a move. First every key moves, so that new content is under the new
 * policy as soon as possible; then content under renewed keys is resealed.
 *
 * @param phase which of the two
 * @param after the last owner that is done; empty at the beginning of the phase
 * @param afterKey the last key of that owner that is done; empty in the phase of the keys
 * @param emptied the key that was emptied last; if it was destroyed, its part of the bundle may
 *     still be there
 * @param behind keys that were skipped because their content could not be resealed then; at most
 *     {@link #MAX_BEHIND}
 * @param keptAfter the beginning of the first page that has a key that was kept back; empty if none
 *     was
 */
public record MovePosition(
    Phase phase,
    Optional<UUID> after,
    Optional<UUID> afterKey,
    Optional<UUID> emptied,
    List<UUID> behind,
    Optional<UUID> keptAfter) {

  /** Where more than these cannot be resealed, the store as a whole is out of order. */
  static final int MAX_BEHIND = 20;

  private static final String SEPARATOR = ":";
  private static final String LIST_SEPARATOR = ",";

  /** The parts of the work. */
  public enum Phase {
    /** Every key, once. */
    KEYS,
    /** Keys that were kept back, once more. */
    KEPT_KEYS,
    /** What is left under renewed keys. */
    CONTENT
  }

  /** Copies the list. */
  public MovePosition {
    behind = List.copyOf(behind);
  }

  /** Reads what {@link #text} wrote; empty text is the beginning. */
  public static MovePosition parse(String text) {
    if (text.isEmpty()) {
      return at(Phase.KEYS, Optional.empty(), Optional.empty());
    }
    String[] parts = text.split(SEPARATOR, -1);
    return new MovePosition(
        Phase.valueOf(parts[0]),
        id(parts, 1),
        id(parts, 2),
        id(parts, 3),
        ids(parts, 4),
        id(parts, 5));
  }

  private static MovePosition at(Phase phase, Optional<UUID> after, Optional<UUID> keptAfter) {
    return new MovePosition(phase, after, Optional.empty(), Optional.empty(), List.of(), keptAfter);
  }

  private static Optional<UUID> id(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? Optional.of(UUID.fromString(parts[index]))
        : Optional.empty();
  }

  private static List<UUID> ids(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? Arrays.stream(parts[index].split(LIST_SEPARATOR, -1)).map(UUID::fromString).toList()
        : List.of();
  }

  /**
   * Past a page of keys.
   *
   * @param keptFrom where the page begins, if some of it was kept back
   */
  public MovePosition keysAfter(UUID ownerId, Optional<UUID> keptFrom) {
    return at(phase, Optional.of(ownerId), keptAfter.or(() -> keptFrom));
  }

  /** Where a job begins that moves no keys. */
  static String contentAlone() {
    return at(Phase.CONTENT, Optional.empty(), Optional.empty()).text();
  }

  /** Past all keys. */
  public MovePosition content() {
    return at(Phase.CONTENT, Optional.empty(), keptAfter);
  }

  /** Back to the keys that were kept back. */
  public MovePosition keptKeys() {
    return at(Phase.KEPT_KEYS, keptAfter, Optional.empty());
  }

  /** The key has been dealt with, in its turn or after it had been skipped. */
  public MovePosition dealtWith(RetiredKey key) {
    if (!behind.contains(key.ownerKeyId())) {
      return past(key, Optional.of(key.ownerKeyId()), behind);
    }
    return forgetting(key.ownerKeyId());
  }

  /** A key that had been skipped needs nothing more. */
  MovePosition forgetting(UUID keyId) {
    List<UUID> others = behind.stream().filter(id -> !id.equals(keyId)).toList();
    return new MovePosition(phase, after, afterKey, Optional.of(keyId), others, keptAfter);
  }

  /** The key is to be come back to. */
  MovePosition passedOver(RetiredKey key) {
    List<UUID> all = new ArrayList<>(behind);
    all.add(key.ownerKeyId());
    return past(key, Optional.empty(), all);
  }

  private MovePosition past(RetiredKey key, Optional<UUID> lastEmptied, List<UUID> left) {
    return new MovePosition(
        phase,
        Optional.of(key.ownerId()),
        Optional.of(key.ownerKeyId()),
        lastEmptied,
        left,
        keptAfter);
  }

  boolean mayPassOver() {
    return behind.size() < MAX_BEHIND;
  }

  /** The stored form of the position. */
  public String text() {
    return String.join(
        SEPARATOR,
        phase.name(),
        text(after),
        text(afterKey),
        text(emptied),
        behind.stream().map(UUID::toString).collect(Collectors.joining(LIST_SEPARATOR)),
        text(keptAfter));
  }

  private static String text(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("");
  }

  /** The owner before a part is the last of the part before, and all its keys are that one's. */
  public UUID afterKeyOfOwner() {
    return afterKey.orElse(ShardRange.AFTER_ALL);
  }

  /** What is left of a part. */
  public ShardRange within(ShardRange range) {
    return after.map(range::startingAfter).orElse(range);
  }
}
