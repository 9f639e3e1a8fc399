package dev.freehold.vault.keys;

import dev.freehold.vault.masterkey.KeyPlace;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables of keys and their versions. */
final class KeyRows {

  /** What no list shows is not read for one: the sealed part stays out. */
  static final String SELECT =
      """
      SELECT k.name, k.deleted_at, k.purge_at, v.vault_id, v.folded_name, v.ordinal, v.version,
        v.kind, v.hardware, v.engine, v.public_key, v.operations, v.enabled, v.not_before,
        v.expires, v.tags, v.created_at, v.updated_at
      FROM vault_keys k JOIN vault_key_versions v
        ON v.vault_id = k.vault_id AND v.folded_name = k.folded_name
      WHERE k.vault_id = :vault
      """;

  private static final String LIVE = SELECT + "AND k.deleted_at IS NULL ";

  private KeyRows() {}

  /** One version, the latest if none is named. */
  static Optional<KeyVersion> find(Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    String which = version.isPresent() ? "v.version = :version" : "v.ordinal = k.last_ordinal";
    Query query =
        tx.createQuery(LIVE + "AND k.folded_name = :name AND " + which)
            .bind("vault", vaultId)
            .bind("name", name.folded());
    version.ifPresent(id -> query.bind("version", id));
    return query.map(KeyRowMapper::map).findOne();
  }

  /** The latest versions of the keys whose names come after {@code after}. */
  static List<KeyVersion> keys(Handle tx, UUID vaultId, String after, int max) {
    return tx.createQuery(
            LIVE
                + """
                AND v.ordinal = k.last_ordinal AND k.folded_name > :after
                ORDER BY k.folded_name LIMIT :max
                """)
        .bind("vault", vaultId)
        .bind("after", after)
        .bind("max", max)
        .map(KeyRowMapper::map)
        .list();
  }

  /** The versions of one key after {@code afterOrdinal}; none for a key that does not exist. */
  static List<KeyVersion> versions(
      Handle tx, UUID vaultId, KeyName name, int afterOrdinal, int max) {
    return tx.createQuery(
            LIVE
                + """
                AND k.folded_name = :name AND v.ordinal > :after ORDER BY v.ordinal LIMIT :max
                """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .bind("after", afterOrdinal)
        .bind("max", max)
        .map(KeyRowMapper::map)
        .list();
  }

  /** The sealed private part. */
  static byte[] sealed(Handle tx, KeyPlace place) {
    return tx.createQuery(
            """
            SELECT sealed FROM vault_key_versions
            WHERE vault_id = :vault AND folded_name = :name AND version = :version
            """)
        .bind("vault", place.vaultId())
        .bind("name", place.foldedName())
        .bind("version", place.version())
        .mapTo(byte[].class)
        .one();
  }

  /** The sealed private parts of a live key's versions, oldest first. */
  static List<byte[]> allSealed(Handle tx, UUID vaultId, KeyName name, int max) {
    return tx.createQuery(
            """
            SELECT sealed FROM vault_key_versions
            WHERE vault_id = :vault AND folded_name = :name ORDER BY ordinal LIMIT :max
            """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .bind("max", max)
        .mapTo(byte[].class)
        .list();
  }

  /** A live key's rotation policy, as JSON. */
  static Optional<String> rotationPolicy(Handle tx, UUID vaultId, KeyName name) {
    return tx.createQuery(
            """
            SELECT rotation_policy FROM vault_keys
            WHERE vault_id = :vault AND folded_name = :name AND deleted_at IS NULL
              AND rotation_policy IS NOT NULL
            """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .mapTo(String.class)
        .findOne();
  }

  /** Adds a key without versions; false if its name is a live or a deleted key's. */
  static boolean addEmpty(Handle tx, KeyVersion key, String rotationPolicy) {
    return tx.createUpdate(
                """
                INSERT INTO vault_keys (vault_id, folded_name, name, last_ordinal, rotation_policy)
                VALUES (:vault, :folded, :name, 0, :policy)
                ON CONFLICT (vault_id, folded_name) DO NOTHING
                """)
            .bind("vault", key.place().vaultId())
            .bind("folded", key.place().foldedName())
            .bind("name", key.name())
            .bind("policy", rotationPolicy.isEmpty() ? null : rotationPolicy)
            .execute()
        == 1;
  }

  /**
   * Adds a version, and the key with it if it is the first; the ordinal is given here.
   *
   * @throws dev.freehold.vault.wire.WireError 409 if the name is a deleted key's
   */
  static KeyVersion add(Handle tx, KeyVersion key, byte[] sealed) {
    int ordinal = nextOrdinal(tx, key);
    tx.createUpdate(
            """
            INSERT INTO vault_key_versions
              (vault_id, folded_name, ordinal, version, kind, hardware, engine, public_key, sealed,
               operations, enabled, not_before, expires, tags, created_at, updated_at)
            VALUES
              (:vault, :folded, :ordinal, :version, :kind, :hardware, :engine, :public, :sealed,
               :operations, :enabled, :notBefore, :expires, :tags, :created, :updated)
            """)
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("ordinal", ordinal)
        .bind("version", key.version())
        .bind("kind", key.form().kind().word())
        .bind("hardware", key.form().hardware())
        .bind("engine", key.form().engine())
        .bind("public", key.form().publicPart().encode())
        .bind("sealed", sealed)
        .bind("created", key.created())
        .bindMap(KeyRowMapper.changeable(key))
        .execute();
    KeyName name = new KeyName(key.name());
    RotationRows.reschedule(tx, key.place().vaultId(), name);
    return find(tx, key.place().vaultId(), name, Optional.of(key.version())).orElseThrow();
  }

  /** Stores what may change about a version. */
  static void update(Handle tx, KeyVersion key) {
    tx.createUpdate(
            """
            UPDATE vault_key_versions SET operations = :operations, enabled = :enabled,
              not_before = :notBefore, expires = :expires, tags = :tags, updated_at = :updated
            WHERE vault_id = :vault AND folded_name = :folded AND ordinal = :ordinal
            """)
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("ordinal", key.ordinal())
        .bindMap(KeyRowMapper.changeable(key))
        .execute();
    RotationRows.reschedule(tx, key.place().vaultId(), new KeyName(key.name()));
  }

  /** Takes the key's row lock, so that changes of one key queue up; false if it is not live. */
  static boolean lock(Handle tx, UUID vaultId, KeyName name) {
    return tx.createUpdate(
                """
                UPDATE vault_keys SET last_ordinal = last_ordinal
                WHERE vault_id = :vault AND folded_name = :name AND deleted_at IS NULL
                """)
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .execute()
        == 1;
  }

  private static int nextOrdinal(Handle tx, KeyVersion key) {
    return tx.createQuery(
            """
            INSERT INTO vault_keys (vault_id, folded_name, name, last_ordinal)
            VALUES (:vault, :folded, :name, 1)
            ON CONFLICT (vault_id, folded_name)
            DO UPDATE SET last_ordinal = vault_keys.last_ordinal + 1
              WHERE vault_keys.deleted_at IS NULL
            RETURNING last_ordinal
            """)
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("name", key.name())
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() -> KeyErrors.deletedButRecoverable(key.name()));
  }
}
