package dev.freehold.vault.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The deleted side of the tables of keys. */
public final class DeletedKeyRows {

  private static final String SELECT =
      KeyRows.SELECT + "AND k.deleted_at IS NOT NULL AND v.ordinal = k.last_ordinal ";

  private DeletedKeyRows() {}

  /** Deletes a live key with all its versions; false if there is none. */
  public static boolean delete(
      Handle tx, UUID vaultId, KeyName name, Instant now, Instant purgeAt) {
    Optional<KeyHead> live = KeyHeads.hold(tx, vaultId, name.folded()).filter(KeyHead::isLive);
    live.ifPresent(key -> key.withDeletion(Optional.of(now), Optional.of(purgeAt)).stored(tx));
    return live.isPresent();
  }

  /** Takes the deletion back; false if there is no deleted key. */
  public static boolean recover(Handle tx, UUID vaultId, KeyName name) {
    Optional<KeyHead> deleted =
        KeyHeads.hold(tx, vaultId, name.folded()).filter(key -> !key.isLive());
    deleted.ifPresent(key -> key.withDeletion(Optional.empty(), Optional.empty()).stored(tx));
    return deleted.isPresent();
  }

  /**
   * Says before any work is done what {@link KeyRows#add} would say in the end.
   *
   * @throws dev.freehold.vault.wire.WireError 409 if the name is a deleted key's
   */
  public static void refuseDeleted(Handle tx, UUID vaultId, KeyName name) {
    if (find(tx, vaultId, name).isPresent()) {
      throw KeyErrors.deletedButRecoverable(name.text());
    }
  }

  /** The deleted key of that name; empty if there is none. */
  public static Optional<DeletedKey> find(Handle tx, UUID vaultId, KeyName name) {
    Optional<DeletedKey> found =
        tx.createQuery(SELECT + "AND k.folded_name = :name")
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .map(SealedVersion::required)
            .findOne()
            .map(DeletedKeyRows::deleted);
    if (found.isEmpty()) {
      // A key that is live must really be.
      KeyHeads.find(tx, vaultId, name.folded());
    }
    return found;
  }

  /** The deleted keys whose names come after {@code after}. */
  public static List<DeletedKey> list(Handle tx, UUID vaultId, String after, int max) {
    return tx
        .createQuery(SELECT + "AND k.folded_name > :after ORDER BY k.folded_name LIMIT :max")
        .bind("vault", vaultId)
        .bind("after", after)
        .bind("max", max)
        .map(SealedVersion::ifSound)
        .stream()
        .flatMap(Optional::stream)
        .map(DeletedKeyRows::deleted)
        .toList();
  }

  /** Whether the name is in use, or was once and its key purged. */
  public static boolean wasEverUsed(Handle tx, UUID vaultId, KeyName name) {
    return tx.createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM vault_keys
                WHERE vault_id = :vault AND folded_name = :name)
              OR EXISTS (SELECT 1 FROM vault_purged_names
                WHERE vault_id = :vault AND folded_name = :name)
            """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .mapTo(Boolean.class)
        .one();
  }

  private static DeletedKey deleted(SealedVersion latest) {
    return new DeletedKey(
        latest.key(),
        latest.head().deletedAt().orElseThrow(),
        latest.head().purgeAt().orElseThrow());
  }
}
