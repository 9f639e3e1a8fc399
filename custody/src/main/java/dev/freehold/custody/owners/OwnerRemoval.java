package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes sites that are empty, and mailboxes with what is in them: it destroys all their keys, and
 * they no longer count anywhere. Safe for use by many threads.
 */
public final class OwnerRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(OwnerRemoval.class);

  private final BundleSink bundle;
  private final Ledger ledger;
  private final HeldOwners held;
  private final InvolvedPolicies policies;

  /**
   * Works on the rows of {@link OwnerKeys}, whose copies are in {@code bundle}, in a database of
   * this dialect.
   */
  public OwnerRemoval(Dialect dialect, BundleSink bundle, Ledger ledger) {
    this.bundle = bundle;
    this.ledger = ledger;
    this.held = new HeldOwners(dialect);
    this.policies = new InvolvedPolicies(dialect);
  }

  /**
   * Destroys the owner's keys, retired ones too, within the caller's transaction, with a ledger
   * entry for each. What lies under them opens never again, so the caller makes sure that nothing
   * does and that nothing comes under them until the transaction ends. Make it one of the
   * transaction's last steps: from the first entry on, all who append to the ledger wait.
   *
   * @return the keys whose copies are to be {@link #dropCopies dropped} once the transaction is
   *     durable; empty if the tenant has no such owner
   * @throws CustodyException {@code LEGAL_HOLD}
   */
  public List<UUID> remove(Handle tx, UUID tenantId, UUID ownerId, String actor) {
    held.requireNone(tx, tenantId, ownerId);
    // The owner before its keys, as in jobs, which hold a page's owners and then change their keys.
    Optional<OwnerRows.Removed> removed = OwnerRows.delete(tx, tenantId, ownerId);
    if (removed.isEmpty()) {
      return List.of();
    }
    List<UUID> keys =
        Stream.concat(OwnerRows.retired(tx, ownerId).stream(), Stream.of(removed.get().keyId()))
            .toList();
    OwnerRows.destroy(tx, keys);
    keys.forEach(key -> record(tx, tenantId, ownerId, removed.get().kind(), key, actor));
    return keys;
  }

  /**
   * As {@link #remove}, of an owner whose content goes with its keys. While a purge of one of its
   * policies was asked for nothing goes: the documents of the purge say what it destroys.
   *
   * @throws CustodyException {@code LEGAL_HOLD}; {@code POLICY_PURGE_REQUESTED}; {@code
   *     COVERAGE_CHANGED} if its policies change just then: undo the transaction and try again;
   *     {@code OWNER_NOT_FOUND}
   */
  public List<UUID> removeWithContent(Handle tx, UUID tenantId, UUID ownerId, String actor) {
    if (policies.forUpdate(tx, tenantId, ownerId).policies().stream()
        .anyMatch(policy -> policy.state().isPurge())) {
      throw new CustodyException(
          CustodyError.POLICY_PURGE_REQUESTED,
          "a purge of its policy was asked for, which destroys it too; cancel that or wait for it");
    }
    return remove(tx, tenantId, ownerId, actor);
  }

  private void record(
      Handle tx, UUID tenantId, UUID ownerId, OwnerKind kind, UUID key, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId,
            actor,
            "OwnerKeyDestroy",
            key.toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("owner", ownerId.toString(), "ownerKind", kind.name())));
  }

  /**
   * Deletes what the bundle has of destroyed keys. It does not throw: the keys are gone whatever
   * becomes of it, and a wrapped key that is left opens nothing that is there.
   */
  public void dropCopies(UUID tenantId, List<UUID> keys) {
    for (UUID key : keys) {
      try {
        bundle.delete(new BundlePart(tenantId, BundlePart.Kind.OWNER_KEY, key));
      } catch (RuntimeException e) {
        LOG.warn("a copy of the destroyed owner key {} is left in the bundle", key, e);
      }
    }
  }
}
