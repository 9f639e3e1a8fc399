package dev.freehold.ledger;

import dev.freehold.ledger.entry.CanonicalJson;
import dev.freehold.persistence.BatchStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** The side table when something is erased from it. */
final class PersonalRows {

  private static final BatchStatement<Long> DELETE =
      new BatchStatement<>(
          "DELETE FROM ledger_personal WHERE sequence = ?",
          (statement, sequence) -> statement.setLong(1, sequence));

  private static final BatchStatement<Long> KEEP_ACTOR =
      new BatchStatement<>(
          "UPDATE ledger_personal SET values_salt = NULL, personal_values = NULL WHERE sequence ="
              + " ?",
          (statement, sequence) -> statement.setLong(1, sequence));

  /**
   * A row that holds something of a person.
   *
   * @param keepsActor whether the actor is somebody else
   */
  record Holding(long sequence, boolean keepsActor) {}

  /** A row with what its entry is about. */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
  private record Row(long sequence, String objectId, byte[] actor, byte[] values) {}

  private PersonalRows() {}

  /**
   * The rows of those entries, from an index to another, that are by or about a person: they are
   * the actor, the object, or one of the personal values.
   */
  static List<Holding> of(Handle tx, UUID tenantId, String person, long from, long to) {
    List<Row> rows =
        tx.createQuery(
                """
                SELECT p.sequence, e.object_id, p.actor, p.personal_values AS "values"
                FROM ledger_entry e JOIN ledger_personal p ON p.sequence = e.sequence
                WHERE e.tenant_id = :tenantId AND e.log_index >= :from AND e.log_index < :to
                ORDER BY e.log_index
                """)
            .bind("tenantId", tenantId)
            .bind("from", from)
            .bind("to", to)
            .mapTo(Row.class)
            .list();
    byte[] name = person.getBytes(StandardCharsets.UTF_8);
    Pattern mention = mentionOf(person);
    List<Holding> found = new ArrayList<>();
    for (Row row : rows) {
      boolean isActor = Arrays.equals(row.actor, name);
      boolean isNamed =
          row.values != null
              && (row.objectId.equals(person)
                  || mention.matcher(new String(row.values, StandardCharsets.UTF_8)).find());
      if (isActor || isNamed) {
        found.add(new Holding(row.sequence, row.actor != null && !isActor));
      }
    }
    return found;
  }

  /**
   * The person as it stands among the values, which are JSON, as a value or within one; what cannot
   * be read can be erased too. Not as a part of a longer name.
   */
  private static Pattern mentionOf(String person) {
    String quoted = CanonicalJson.write(person);
    String text = quoted.substring(1, quoted.length() - 1);
    return Pattern.compile("(?<![\\w@.-])" + Pattern.quote(text) + "(?![\\w@.-])");
  }

  static void erase(Handle tx, List<Holding> rows) {
    DELETE.run(tx, rows.stream().filter(row -> !row.keepsActor).map(Holding::sequence).toList());
    KEEP_ACTOR.run(tx, rows.stream().filter(Holding::keepsActor).map(Holding::sequence).toList());
  }
}
