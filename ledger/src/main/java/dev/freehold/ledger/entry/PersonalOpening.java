package dev.freehold.ledger.entry;

import dev.freehold.ledger.entry.PersonalValues.Salted;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The personal values of one entry with their salts, which open its commitments, as copies of the
 * log contain them. Anyone who has it can check the values, and must erase it where the person's
 * data is to be erased.
 *
 * @param index the entry's, in its tenant's log
 * @param actorSalt 32 bytes in hexadecimal; null if the actor was erased or is no person
 * @param actor who acted; null together with its salt
 * @param valuesSalt the same for the other values
 * @param values by name; null together with their salt
 */
public record PersonalOpening(
    long index, String actorSalt, String actor, String valuesSalt, Map<String, String> values) {

  private static final HexFormat HEX = HexFormat.of();

  /** Checks that every value has a salt. */
  public PersonalOpening {
    if ((actorSalt == null) != (actor == null) || (valuesSalt == null) != (values == null)) {
      throw new IllegalArgumentException("a personal value and its salt are there together");
    }
    values = values == null ? null : Map.copyOf(values);
  }

  /** What opens the commitments of the entry at {@code index}. */
  public static PersonalOpening of(long index, PersonalValues personal) {
    return new PersonalOpening(
        index,
        personal.actor().map(own -> HEX.formatHex(own.salt())).orElse(null),
        personal.actor().map(Salted::value).orElse(null),
        personal.values().map(own -> HEX.formatHex(own.salt())).orElse(null),
        personal.values().map(Salted::value).orElse(null));
  }

  /**
   * The values with their salts.
   *
   * @throws IllegalArgumentException if a salt is malformed
   */
  PersonalValues personal() {
    return new PersonalValues(
        Optional.ofNullable(actorSalt).map(salt -> new Salted<>(salt(salt), actor)),
        Optional.ofNullable(valuesSalt).map(salt -> new Salted<>(salt(salt), values)));
  }

  private static byte[] salt(String hex) {
    byte[] salt = HEX.parseHex(hex);
    if (salt.length != Commitments.SALT_BYTES) {
      throw new IllegalArgumentException("a salt has %d bytes".formatted(Commitments.SALT_BYTES));
    }
    return salt;
  }
}
