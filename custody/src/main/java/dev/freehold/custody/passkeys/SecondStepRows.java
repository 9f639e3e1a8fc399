package dev.freehold.custody.passkeys;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The table of people between two steps, each statement in the caller's transaction. */
final class SecondStepRows {

  private static final String SELECT =
      "SELECT %s FROM second_steps s ".formatted(CustodySeals.SECOND_STEP.columns("s"));

  private SecondStepRows() {}

  /** What is still to come. */
  enum Stage {
    /** Somebody with a token makes a passkey. */
    OWN,
    /** Somebody who has shown the password signs with a passkey or types a recovery code. */
    ASSERT,
    /** Somebody who has shown the password makes the first passkey. */
    REGISTER,
    /** Nothing: a second factor was shown. */
    PROVEN
  }

  /**
   * A person between two steps. Public for {@code bindMethods}.
   *
   * @param subject what the person signs in for
   * @param origin of the page; null if it can ask for no passkey
   * @param revision of the password that was shown; for {@code OWN} how often the person had been
   *     signed out
   * @param tries how many were wrong
   * @param challenge what was asked of the authenticator; null for nothing
   */
  public record Row(
      UUID id,
      UUID tenantId,
      UUID objectId,
      Stage stage,
      String subject,
      String origin,
      long revision,
      int tries,
      String challenge,
      Instant expiresAt) {

    PasskeySite site() {
      return PasskeySite.kept(origin);
    }

    boolean isAlive(Instant now) {
      return now.isBefore(expiresAt);
    }
  }

  /**
   * Puts one in; of a person's the oldest makes room.
   *
   * @throws CustodyException {@code TOO_MANY_SIGN_INS} if there are too many on this server
   */
  static void insert(Handle tx, Row row, OpaqueToken ticket, Instant now) {
    tx.createUpdate("DELETE FROM second_steps WHERE expires_at <= :now").bind("now", now).execute();
    tx.createUpdate(
            """
            DELETE FROM second_steps WHERE object_id = :objectId AND id NOT IN (
              SELECT id FROM second_steps WHERE object_id = :objectId
              ORDER BY expires_at DESC, id LIMIT :keep)\
            """)
        .bind("objectId", row.objectId())
        .bind("keep", CustodyLimits.MAX_SECOND_STEPS_OF_PERSON - 1)
        .execute();
    if (count(tx) >= CustodyLimits.MAX_SECOND_STEPS) {
      throw new CustodyException(
          CustodyError.TOO_MANY_SIGN_INS, "too many people sign in at this moment; try again");
    }
    tx.createUpdate(
            """
            INSERT INTO second_steps (id, tenant_id, object_id, ticket_hash, stage, subject, origin,
              revision, tries, challenge, expires_at)
            VALUES (:id, :tenantId, :objectId, :hash, :stage, :subject, :origin, :revision, :tries,
              :challenge, :expiresAt)\
            """)
        .bindMethods(row)
        .bind("hash", hash(ticket))
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.SECOND_STEP
                .row(row.tenantId(), row.id())
                .set("object_id", row.objectId())
                .set("ticket_hash", hash(ticket))
                .set("stage", row.stage())
                .set("subject", row.subject())
                .set("origin", row.origin())
                .set("challenge", row.challenge())
                .set("revision", row.revision())
                .set("tries", row.tries())
                .set("expires_at", row.expiresAt())
                .done());
  }

  private static byte[] hash(OpaqueToken ticket) {
    return SecretHash.of(ticket.text().getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static int count(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM second_steps").mapTo(Integer.class).one();
  }

  /**
   * Takes the step out of the world: who shows the ticket again finds nothing. Empty if it is over.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> take(Handle tx, OpaqueToken ticket, Instant now) {
    return find(tx, ticket, now).filter(row -> remove(tx, row));
  }

  /**
   * The step of this ticket, which stays; empty if it is over.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> find(Handle tx, OpaqueToken ticket, Instant now) {
    Query query = tx.createQuery(SELECT + "WHERE s.ticket_hash = :hash").bind("hash", hash(ticket));
    return RowSeals.of(tx)
        .one(CustodySeals.SECOND_STEP, query, SecondStepRows::row)
        .filter(row -> row.isAlive(now));
  }

  /** Whether the password that was shown is still the person's. */
  static boolean isOfPresentPassword(Handle tx, Row row) {
    return tx.createQuery(
            "SELECT 1 FROM user_credentials WHERE object_id = :objectId AND revision = :revision")
        .bind("objectId", row.objectId())
        .bind("revision", row.revision())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether it was there: two who show the same ticket at once do not both find it. */
  static boolean remove(Handle tx, Row row) {
    return tx.createUpdate("DELETE FROM second_steps WHERE id = :id").bind("id", row.id()).execute()
        == 1;
  }

  private static Row row(RowView row) {
    return new Row(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("object_id", UUID.class),
        row.getColumn("stage", Stage.class),
        row.getColumn("subject", String.class),
        row.getColumn("origin", String.class),
        row.getColumn("revision", Long.class),
        row.getColumn("tries", Integer.class),
        row.getColumn("challenge", String.class),
        row.getColumn("expires_at", Instant.class));
  }
}
