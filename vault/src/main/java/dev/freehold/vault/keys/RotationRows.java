package dev.freehold.vault.keys;

import dev.freehold.vault.rotation.StoredRotationPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The columns of {@code vault_keys} about rotation. */
public final class RotationRows {

  private RotationRows() {}

  /** The policy of a live key, if it has one. */
  public static Optional<StoredRotationPolicy> policy(Handle tx, UUID vaultId, KeyName name) {
    return KeyRows.rotationPolicy(tx, vaultId, name).map(StoredRotationPolicy::parse);
  }

  /** Stores a key's rotation policy. */
  public static void setPolicy(Handle tx, UUID vaultId, KeyName name, StoredRotationPolicy policy) {
    KeyHeads.hold(tx, vaultId, name.folded())
        .orElseThrow()
        .withRotationPolicy(Optional.of(policy.text()))
        .stored(tx);
    reschedule(tx, vaultId, name);
  }

  /**
   * Sets anew when the key is due. To be called after whatever may move that: a new version, a new
   * expiry, a new policy. A key whose latest version is disabled is never due, because a new one
   * would undo what disabling was for.
   */
  public static void reschedule(Handle tx, UUID vaultId, KeyName name) {
    Optional<StoredRotationPolicy> policy = policy(tx, vaultId, name);
    if (policy.isPresent()) {
      setDue(
          tx,
          vaultId,
          name.folded(),
          KeyRows.find(tx, vaultId, name, Optional.empty())
              .flatMap(latest -> due(policy.get(), latest)));
    }
  }

  private static Optional<Instant> due(StoredRotationPolicy policy, KeyVersion latest) {
    return Optional.of(latest)
        .filter(key -> key.attributes().enabled())
        .flatMap(key -> policy.policy().due(key.created(), key.attributes().expires()));
  }

  /**
   * Whether a key is due by its policy and latest version. The column that is searched says so too,
   * but has no seal.
   */
  public static boolean isDue(Handle tx, KeyVersion latest, Instant now) {
    return policy(tx, latest.place().vaultId(), new KeyName(latest.name()))
        .flatMap(policy -> due(policy, latest))
        .filter(due -> !due.isAfter(now))
        .isPresent();
  }

  /** Claims a live key that is due at {@code now}; false if another process was first. */
  public static boolean claim(Handle tx, UUID vaultId, KeyName name, Instant now) {
    return tx.createUpdate(
                """
                UPDATE vault_keys SET rotate_at = NULL
                WHERE vault_id = :vault AND folded_name = :name
                  AND deleted_at IS NULL AND rotate_at <= :now
                """)
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Tries a key that is due but could not be rotated again later. */
  public static int postpone(Handle tx, UUID vaultId, KeyName name, Instant until) {
    return setDue(tx, vaultId, name.folded(), Optional.of(until));
  }

  private static int setDue(Handle tx, UUID vaultId, String foldedName, Optional<Instant> due) {
    return tx.createUpdate(
            """
            UPDATE vault_keys SET rotate_at = :due
            WHERE vault_id = :vault AND folded_name = :name
            """)
        .bind("due", due.map(Instant::toEpochMilli).orElse(null))
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .execute();
  }
}
