package dev.freehold.vault.keys.lastuse;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.masterkey.KeyPlace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The table of the uses of versions. Rows go with their version. */
final class KeyUseRows {

  private static final String SELECT =
      """
      SELECT v.vault_id, v.folded_name, v.version, u.object_id, u.used_at, u.operation
      FROM vault_key_version_use u JOIN vault_key_versions v
        ON v.vault_id = u.vault_id AND v.folded_name = u.folded_name AND v.ordinal = u.ordinal
      WHERE u.vault_id = :vault
      """;

  private static final String OF_NAME = SELECT + "AND u.folded_name = :name ";

  private static final String NEWEST = "AND u.used_at >= :since ORDER BY u.used_at DESC LIMIT :max";

  private KeyUseRows() {}

  /** Adds to what is known of a version; does nothing if it was purged. */
  static void store(Handle tx, KeyPlace place, VersionUses uses) {
    uses.all().forEach(use -> store(tx, place, use));
    forgetAllButTwo(tx, place);
  }

  private static void store(Handle tx, KeyPlace place, KeyUse use) {
    tx.createUpdate(
            """
            INSERT INTO vault_key_version_use
              (vault_id, folded_name, ordinal, object_id, used_at, operation)
            SELECT vault_id, folded_name, ordinal, :by, :at, :operation FROM vault_key_versions
            WHERE vault_id = :vault AND folded_name = :name AND version = :version
            ON CONFLICT (vault_id, folded_name, ordinal, object_id)
            DO UPDATE SET used_at = excluded.used_at, operation = excluded.operation
              WHERE excluded.used_at > vault_key_version_use.used_at
            """)
        .bind("vault", place.vaultId())
        .bind("name", place.foldedName())
        .bind("version", place.version())
        .bind("by", use.by())
        .bind("at", use.at())
        .bind("operation", use.operation().word())
        .execute();
  }

  private static void forgetAllButTwo(Handle tx, KeyPlace place) {
    tx.createUpdate(
            """
            DELETE FROM vault_key_version_use
            WHERE vault_id = :vault AND folded_name = :name
              AND ordinal = (SELECT ordinal FROM vault_key_versions
                WHERE vault_id = :vault AND folded_name = :name AND version = :version)
              AND object_id NOT IN (SELECT u.object_id FROM vault_key_version_use u
                WHERE u.vault_id = vault_key_version_use.vault_id
                  AND u.folded_name = vault_key_version_use.folded_name
                  AND u.ordinal = vault_key_version_use.ordinal
                ORDER BY u.used_at DESC, u.object_id LIMIT 2)
            """)
        .bind("vault", place.vaultId())
        .bind("name", place.foldedName())
        .bind("version", place.version())
        .execute();
  }

  /** The stored uses of one version. */
  static Optional<VersionUses> find(Handle tx, KeyPlace place) {
    return tx
        .createQuery(OF_NAME + "AND v.version = :version")
        .bind("vault", place.vaultId())
        .bind("name", place.foldedName())
        .bind("version", place.version())
        .map(KeyUseRows::use)
        .stream()
        .map(VersionUses::of)
        .reduce(VersionUses::plus);
  }

  /** The stored uses of a key's versions since {@code since}, the latest if there are many. */
  static Map<KeyPlace, VersionUses> since(Handle tx, UUID vaultId, KeyName name, Instant since) {
    return newest(tx.createQuery(OF_NAME + NEWEST).bind("name", name.folded()), vaultId, since);
  }

  /** The stored uses of all versions in a vault since {@code since}, the latest if many. */
  static Map<KeyPlace, VersionUses> ofVault(Handle tx, UUID vaultId, Instant since) {
    return newest(tx.createQuery(SELECT + NEWEST), vaultId, since);
  }

  private static Map<KeyPlace, VersionUses> newest(Query query, UUID vaultId, Instant since) {
    Map<KeyPlace, VersionUses> found = new HashMap<>();
    query
        .bind("vault", vaultId)
        .bind("since", since)
        .bind("max", VaultLimits.MAX_WARNED_KEY_USES)
        .reduceRows(
            found,
            (all, row) -> {
              all.merge(place(row), VersionUses.of(use(row)), VersionUses::plus);
              return all;
            });
    return found;
  }

  private static KeyPlace place(RowView row) {
    return new KeyPlace(
        row.getColumn("vault_id", UUID.class),
        row.getColumn("folded_name", String.class),
        row.getColumn("version", UUID.class));
  }

  private static KeyUse use(RowView row) {
    return new KeyUse(
        row.getColumn("object_id", UUID.class),
        row.getColumn("used_at", Instant.class),
        KeyOperation.of(row.getColumn("operation", String.class)).orElseThrow());
  }
}
