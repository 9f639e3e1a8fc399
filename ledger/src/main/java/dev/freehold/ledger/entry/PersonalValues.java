package dev.freehold.ledger.entry;

import dev.freehold.crypto.RandomSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values in an entry that name a person, with the salts of the commitments to them. The actor
 * has a separate salt, so that values about other people can be erased while the actor stays.
 *
 * @param actor who acted, if that is a person and not erased
 * @param values the other values, if there are any and they are not erased
 */
public record PersonalValues(
    Optional<Salted<String>> actor, Optional<Salted<Map<String, String>>> values) {

  /** Nothing personal. */
  public static final PersonalValues NONE = new PersonalValues(Optional.empty(), Optional.empty());

  /** The name under which an entry commits to its actor. */
  static final String ACTOR = "actor";

  /** A value with its salt. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Salted<T>(byte[] salt, T value) {}

  static PersonalValues of(LedgerEntry entry, RandomSource random) {
    return new PersonalValues(
        entry.hasPersonalActor() ? Optional.of(salted(entry.actor(), random)) : Optional.empty(),
        entry.personal().isEmpty()
            ? Optional.empty()
            : Optional.of(salted(entry.personal(), random)));
  }

  private static <T> Salted<T> salted(T value, RandomSource random) {
    return new Salted<>(random.bytes(Commitments.SALT_BYTES), value);
  }

  /** Whether nothing personal is left. */
  public boolean isEmpty() {
    return actor.isEmpty() && values.isEmpty();
  }

  /** The commitments that stand in the entry. */
  Map<String, String> commitments() {
    Map<String, String> all = new TreeMap<>();
    actor.ifPresent(own -> all.put(ACTOR, Commitments.of(own.salt, ACTOR, own.value)));
    values.ifPresent(own -> all.putAll(Commitments.of(own.salt, own.value)));
    return all;
  }

  /**
   * Whether the entry commits to every value that is there.
   *
   * @param inEntry the commitments in the entry
   */
  public boolean opens(Map<String, String> inEntry) {
    boolean allNamed =
        values.isEmpty()
            || values.get().value.size() == inEntry.size() - (hasActor(inEntry) ? 1 : 0);
    return allNamed && inEntry.entrySet().containsAll(commitments().entrySet());
  }

  private static boolean hasActor(Map<String, String> commitments) {
    return commitments.containsKey(ACTOR);
  }

  /** The bytes of the values in the database. */
  public static byte[] write(Map<String, String> values) {
    return CanonicalJson.bytes(values);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static Map<String, String> read(byte[] bytes) throws IOException {
    return EntryJson.readTexts(bytes);
  }
}
