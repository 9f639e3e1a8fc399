package dev.freehold.vault.keys;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/**
 * A key without its versions, as the table has it.
 *
 * @param vaultId its vault
 * @param foldedName its name in lower case
 * @param name its name as it was first written
 * @param sealId what its seals are known by, this key's alone; empty in rows written before seals
 *     had ids
 * @param lastOrdinal the number of its latest version, 0 without one
 * @param deletedAt when it was deleted, if it is
 * @param purgeAt when it is destroyed, if it is deleted
 * @param rotationPolicy as it is stored, if it has one
 * @param seal its seal, if it has one
 */
record KeyHead(
    UUID vaultId,
    String foldedName,
    String name,
    Optional<UUID> sealId,
    int lastOrdinal,
    Optional<Instant> deletedAt,
    Optional<Instant> purgeAt,
    Optional<String> rotationPolicy,
    Optional<StoredSeal> seal) {

  /** What {@link #read} needs, with the table as {@code k}. */
  static final String COLUMNS =
      """
      k.vault_id, k.folded_name, k.name, k.seal_id, k.last_ordinal, k.deleted_at, k.purge_at,
        k.rotation_policy, k.seal_version AS key_seal_version, k.seal AS key_seal\
      """;

  private static final UUID NONE = new UUID(0, 0);

  /** One that is about to be made. */
  static KeyHead fresh(UUID vaultId, String foldedName, String name) {
    return new KeyHead(
        vaultId,
        foldedName,
        name,
        Optional.of(UUID.randomUUID()),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Reads a row without checking its seal. */
  static KeyHead read(RowView row) {
    return new KeyHead(
        row.getColumn("vault_id", UUID.class),
        row.getColumn("folded_name", String.class),
        row.getColumn("name", String.class),
        Optional.ofNullable(row.getColumn("seal_id", UUID.class)),
        row.getColumn("last_ordinal", Integer.class),
        Optional.ofNullable(row.getColumn("deleted_at", Instant.class)),
        Optional.ofNullable(row.getColumn("purge_at", Instant.class)),
        Optional.ofNullable(row.getColumn("rotation_policy", String.class)),
        seal(row, "key_seal_version", "key_seal"));
  }

  /**
   * Of a row that the vaults wrote.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static KeyHead required(RowView row) {
    VaultSeals seals = VaultSeals.current();
    KeyHead head = seals.readable(SealedThing.key(NONE), "that cannot be read", () -> read(row));
    seals.require(head.statement(), head.seal);
    return head;
  }

  static Optional<StoredSeal> seal(RowView row, String version, String seal) {
    return Optional.ofNullable(row.getColumn(seal, byte[].class))
        .flatMap(
            bytes ->
                Optional.ofNullable(row.getColumn(version, Long.class))
                    .map(number -> new StoredSeal(number, bytes)));
  }

  boolean isLive() {
    return deletedAt.isEmpty();
  }

  UUID seals() {
    return sealId.orElse(NONE);
  }

  SealedState statement() {
    SealedStatement state =
        new SealedStatement()
            .id("vault", vaultId)
            .text("foldedName", foldedName)
            .text("name", name)
            .number("lastOrdinal", (long) lastOrdinal)
            .number("deletedAt", millis(deletedAt))
            .number("purgeAt", millis(purgeAt))
            .text("rotationPolicy", rotationPolicy.orElse(null));
    return SealedState.of(SealedThing.key(seals()), describe(), NONE, state);
  }

  /** For people. */
  String describe() {
    return "%s in the vault %s".formatted(name, vaultId);
  }

  static Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }

  KeyHead withLastOrdinal(int ordinal) {
    return new KeyHead(
        vaultId, foldedName, name, sealId, ordinal, deletedAt, purgeAt, rotationPolicy, seal);
  }

  KeyHead withDeletion(Optional<Instant> deleted, Optional<Instant> purge) {
    return new KeyHead(
        vaultId, foldedName, name, sealId, lastOrdinal, deleted, purge, rotationPolicy, seal);
  }

  KeyHead withRotationPolicy(Optional<String> policy) {
    return new KeyHead(
        vaultId, foldedName, name, sealId, lastOrdinal, deletedAt, purgeAt, policy, seal);
  }

  KeyHead withSeals(UUID id) {
    return new KeyHead(
        vaultId,
        foldedName,
        name,
        Optional.of(id),
        lastOrdinal,
        deletedAt,
        purgeAt,
        rotationPolicy,
        Optional.empty());
  }

  /** Writes this in place of what this transaction holds, with the next seal. */
  KeyHead stored(Handle tx) {
    KeyHead next = sealed();
    bind(
            tx.createUpdate(
                """
                UPDATE vault_keys SET name = :name, seal_id = :sealId, last_ordinal = :last,
                  deleted_at = :deleted, purge_at = :purge, rotation_policy = :policy,
                  seal_version = :version, seal = :seal
                WHERE vault_id = :vault AND folded_name = :folded
                """),
            next)
        .execute();
    return next;
  }

  /** Writes this as a new row; empty if there is one of the name. */
  Optional<KeyHead> inserted(Handle tx) {
    KeyHead next = sealed();
    int rows =
        bind(
                tx.createUpdate(
                    """
                    INSERT INTO vault_keys
                      (vault_id, folded_name, name, seal_id, last_ordinal, deleted_at, purge_at,
                       rotation_policy, seal_version, seal)
                    VALUES
                      (:vault, :folded, :name, :sealId, :last, :deleted, :purge,
                       :policy, :version, :seal)
                    ON CONFLICT (vault_id, folded_name) DO NOTHING
                    """),
                next)
            .execute();
    return rows == 1 ? Optional.of(next) : Optional.empty();
  }

  private static Update bind(Update statement, KeyHead head) {
    StoredSeal seal = head.seal.orElseThrow();
    return statement
        .bind("vault", head.vaultId)
        .bind("folded", head.foldedName)
        .bind("name", head.name)
        .bind("sealId", head.seals())
        .bind("last", head.lastOrdinal)
        .bind("deleted", millis(head.deletedAt))
        .bind("purge", millis(head.purgeAt))
        .bind("policy", head.rotationPolicy.orElse(null))
        .bind("version", seal.version())
        .bind("seal", seal.seal());
  }

  private KeyHead sealed() {
    long version = seal.map(StoredSeal::version).orElse(0L) + 1;
    return new KeyHead(
        vaultId,
        foldedName,
        name,
        sealId,
        lastOrdinal,
        deletedAt,
        purgeAt,
        rotationPolicy,
        Optional.of(VaultSeals.current().seal(statement(), version)));
  }
}
