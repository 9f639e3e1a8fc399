package dev.freehold.custody.passkeys;

import com.yubico.webauthn.data.ByteArray;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The table of what proves passkeys, each statement in the caller's transaction. */
final class PasskeyRows {

  private static final String SELECT =
      "SELECT %s FROM passkeys p ".formatted(CustodySeals.PASSKEY.columns("p"));

  private PasskeyRows() {}

  /** Puts one in, and the way in that it proves. */
  static void insert(Handle tx, Passkey passkey, WayIn way) {
    tx.createUpdate(
            """
            INSERT INTO passkeys (id, tenant_id, object_id, relying_party, credential, public_key,
              sign_count)
            VALUES (:id, :tenantId, :objectId, :rpId, :credential, :key, :signCount)\
            """)
        .bindMethods(way)
        .bind("rpId", passkey.rpId())
        .bind("credential", passkey.credentialId().getBytes())
        .bind("key", passkey.publicKey().getBytes())
        .bind("signCount", passkey.signCount())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.PASSKEY
                .row(passkey.tenantId(), passkey.id())
                .set("object_id", passkey.objectId())
                .set("relying_party", passkey.rpId())
                .set("credential", passkey.credentialId().getBytes())
                .set("public_key", passkey.publicKey().getBytes())
                .set("sign_count", passkey.signCount())
                .done());
    WaysIn.begin(tx, way);
  }

  /** Those of a person that are good for a host and whose way is open. */
  static List<Passkey> open(Handle tx, UUID objectId, String rpId, Instant now) {
    Query query =
        tx.createQuery(
                SELECT + "WHERE p.object_id = :objectId AND p.relying_party = :rpId ORDER BY p.id")
            .bind("objectId", objectId)
            .bind("rpId", rpId);
    return RowSeals.of(tx).list(CustodySeals.PASSKEY, query, PasskeyRows::passkey).stream()
        .filter(passkey -> isOpen(tx, passkey, now))
        .toList();
  }

  private static boolean isOpen(Handle tx, Passkey passkey, Instant now) {
    return WaysIn.open(tx, WayKind.PASSKEY, passkey.id(), passkey.objectId(), now).isPresent();
  }

  /** Whosever it is. */
  static boolean isKnown(Handle tx, ByteArray credentialId) {
    return tx.createQuery("SELECT 1 FROM passkeys WHERE credential = :credential")
        .bind("credential", credentialId.getBytes())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Those of a person at any host, also those whose row is refused. */
  static int count(Handle tx, UUID objectId) {
    return tx.createQuery("SELECT COUNT(*) FROM passkeys WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Notes how often it has signed.
   *
   * @return false if it is gone, or has signed as often by another signature already
   */
  static boolean used(Handle tx, Passkey passkey, long signCount) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> before = seals.forUpdate(tx, CustodySeals.PASSKEY, passkey.id());
    boolean isNewer =
        before
            .map(row -> row.number("sign_count"))
            .filter(last -> (signCount == 0 && last == 0) || signCount > last)
            .isPresent();
    if (isNewer) {
      seals.update(tx, before.orElseThrow(), before.orElseThrow().with("sign_count", signCount));
    }
    return isNewer;
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM passkeys WHERE id = :id").bind("id", id).execute();
  }

  private static Passkey passkey(RowView row) {
    return new Passkey(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("object_id", UUID.class),
        row.getColumn("relying_party", String.class),
        new ByteArray(row.getColumn("credential", byte[].class)),
        new ByteArray(row.getColumn("public_key", byte[].class)),
        row.getColumn("sign_count", Long.class));
  }
}
