package dev.freehold.ledger;

import dev.freehold.ledger.entry.PersonalValues;
import dev.freehold.ledger.entry.PersonalValues.Salted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the side table: what names a person in one entry. Each value is null if it was erased or
 * never there.
 */
// Rows are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
record PersonalRow(
    long sequence, byte[] actorSalt, byte[] actor, byte[] valuesSalt, byte[] values) {

  static PersonalRow of(long sequence, PersonalValues personal) {
    Optional<Salted<String>> actor = personal.actor();
    Optional<Salted<Map<String, String>>> values = personal.values();
    return new PersonalRow(
        sequence,
        actor.map(Salted::salt).orElse(null),
        actor.map(own -> own.value().getBytes(StandardCharsets.UTF_8)).orElse(null),
        values.map(Salted::salt).orElse(null),
        values.map(own -> PersonalValues.write(own.value())).orElse(null));
  }

  /** How long the values are. */
  long bytes() {
    return (actor == null ? 0L : actor.length) + (values == null ? 0 : values.length);
  }

  /**
   * What the row says.
   *
   * @param row null if there is none
   * @throws IOException if a salt is there without its value, or they cannot be read
   */
  static PersonalValues read(PersonalRow row) throws IOException {
    if (row == null) {
      return PersonalValues.NONE;
    }
    if ((row.actorSalt == null) != (row.actor == null)
        || (row.valuesSalt == null) != (row.values == null)) {
      throw new IOException("a personal value and its salt are there together or not at all");
    }
    return new PersonalValues(
        row.actor == null
            ? Optional.empty()
            : Optional.of(
                new Salted<>(row.actorSalt, new String(row.actor, StandardCharsets.UTF_8))),
        row.values == null
            ? Optional.empty()
            : Optional.of(new Salted<>(row.valuesSalt, PersonalValues.read(row.values))));
  }
}
