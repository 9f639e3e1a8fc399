package dev.freehold.vault.seals;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The table of the seals of vaults, subscriptions and roles; each method runs in the caller's
 * transaction.
 */
public final class SealRows {

  private static final RowMapper<StoredSeal> MAPPER =
      (row, _) -> new StoredSeal(row.getLong("version"), row.getBytes("seal"));

  private SealRows() {}

  /**
   * The seal of a thing. Where the transaction writes, nobody else changes the thing until it ends,
   * so that what is read of it afterwards belongs together. Take a subscription before its vaults
   * and those before roles, so that no two wait for each other.
   */
  public static Optional<StoredSeal> find(Handle tx, SealedThing thing) {
    String sql =
        SealedTransaction.current().writes()
            ? """
            UPDATE vault_seals SET version = version WHERE kind = :kind AND id = :id
            RETURNING version, seal\
            """
            : "SELECT version, seal FROM vault_seals WHERE kind = :kind AND id = :id";
    return tx.createQuery(sql)
        .bind("kind", thing.kind().word())
        .bind("id", thing.id())
        .map(MAPPER)
        .findOne();
  }

  /**
   * The ids of the things of a kind that have seals, or had some that this node has seen: deleting
   * the rows of a thing with its seal hides it from nobody who goes through all.
   */
  public static Set<UUID> ids(Handle tx, SealedThingKind kind) {
    Set<UUID> ids =
        new LinkedHashSet<>(
            tx.createQuery("SELECT id FROM vault_seals WHERE kind = :kind ORDER BY id")
                .bind("kind", kind.word())
                .mapTo(UUID.class)
                .list());
    VaultSeals.current().marks().things(kind).forEach(thing -> ids.add(thing.id()));
    return ids;
  }

  /**
   * Seals the new state of a thing.
   *
   * @param before the state that the change builds on
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE if that is not
   *     what the vaults wrote
   */
  public static void replace(Handle tx, SealedState before, SealedState after) {
    Optional<StoredSeal> present = find(tx, before.thing());
    VaultSeals seals = VaultSeals.current();
    seals.require(before, present);
    long version = present.map(StoredSeal::version).orElse(0L) + 1;
    write(tx, after.thing(), seals.seal(after, version));
  }

  static void write(Handle tx, SealedThing thing, StoredSeal seal) {
    tx.createUpdate(
            """
            INSERT INTO vault_seals (kind, id, version, seal) VALUES (:kind, :id, :version, :seal)
            ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, seal = excluded.seal
            """)
        .bind("kind", thing.kind().word())
        .bind("id", thing.id())
        .bind("version", seal.version())
        .bind("seal", seal.seal())
        .execute();
  }
}
