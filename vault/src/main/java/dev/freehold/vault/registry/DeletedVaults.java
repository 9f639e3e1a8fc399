package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Deletes, recovers and purges vaults, inside the caller's transaction. The keys of a deleted vault
 * keep their state, but nobody can use them. Thread-safe.
 */
public final class DeletedVaults {

  private final VaultContents contents;
  private final Clock clock;

  /** Destroys {@code contents} with a vault. */
  public DeletedVaults(VaultContents contents, Clock clock) {
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * The deleted vault of that name, in any case. Where the transaction writes, others wait for its
   * end with changes of the vault.
   */
  public Optional<DeletedVault> find(Handle tx, String name) {
    return VaultRows.findDeleted(tx, name);
  }

  /** Part of the list of a subscription's deleted vaults. */
  public List<DeletedVault> list(Handle tx, VaultRange range) {
    return VaultRows.listDeleted(tx, range);
  }

  /** Deletes a vault; it can be recovered until its retention is over. */
  public DeletedVault delete(Handle tx, Vault vault) {
    Instant now = now();
    return VaultChanges.delete(tx, vault, now, now.plus(Duration.ofDays(vault.retentionDays())));
  }

  /** Brings a vault back as it was, with its keys, policies and roles. */
  public Vault recover(Handle tx, DeletedVault deleted, Author author) {
    VaultChanges.recover(tx, deleted, new Stamp(author, now()));
    return VaultRows.find(tx, deleted.vault().name()).orElseThrow();
  }

  /**
   * Destroys a vault before its time.
   *
   * @throws VaultException NOT_ALLOWED if it is protected from that
   */
  public void purge(Handle tx, DeletedVault deleted) {
    if (!deleted.vault().purgeableEarly()) {
      throw new VaultException(
          VaultError.NOT_ALLOWED, "Operation 'DeletedVaultPurge' is not allowed.");
    }
    destroy(tx, deleted);
  }

  /** The names of deleted vaults whose retention is over, {@code max} after the first ones. */
  public List<String> due(Handle tx, Instant now, int skip, int max) {
    return VaultRows.due(tx, now, skip, max);
  }

  /** Destroys a vault if its retention is over, protected or not, and tells which it was. */
  public Optional<DeletedVault> purgeIfDue(Handle tx, String name, Instant now) {
    Optional<DeletedVault> due = find(tx, name).filter(deleted -> !deleted.purgeAt().isAfter(now));
    due.ifPresent(deleted -> destroy(tx, deleted));
    return due;
  }

  private void destroy(Handle tx, DeletedVault deleted) {
    contents.destroy(tx, deleted.vault().id());
    VaultChanges.remove(tx, deleted);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
