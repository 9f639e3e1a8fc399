package dev.freehold.custody.holds;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.owners.HeldOwners;
import dev.freehold.custody.owners.InvolvedPolicies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.purge.HoldCheck;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Legal holds on mailboxes and sites. While there is one, nothing of its mailbox or site is deleted
 * or replaced, and no policy that it needs is purged. A mailbox or site of another tenant is
 * answered like one that does not exist. Safe for use by many threads and nodes.
 */
public final class LegalHolds implements HoldCheck {

  private static final int MAX_ATTEMPTS = 5;

  private final Database database;
  private final InvolvedPolicies policies;
  private final HeldOwners heldOwners;
  private final HoldEntries entries;
  private final Clock clock;

  /** Keeps holds in {@code database}, which also holds custody's other tables and the ledger. */
  public LegalHolds(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.policies = new InvolvedPolicies(database.dialect());
    this.heldOwners = new HeldOwners(database.dialect());
    this.entries = new HoldEntries(ledger);
    this.clock = clock;
  }

  /**
   * Places a hold, with its entry in the ledger. When this returns no deletion that began before is
   * under way any more, and no purge has begun.
   *
   * @throws CustodyException {@code HOLD_INVALID}; {@code OWNER_NOT_FOUND}; {@code HOLD_EXISTS} if
   *     there is one of that name; {@code HOLD_LIMIT_REACHED}; {@code HOLD_TOO_LATE} once a purge
   *     of it has begun; {@code COVERAGE_CHANGED} if its policies change again and again
   */
  public LegalHold place(UUID tenantId, UUID ownerId, HoldWish wish, String actor) {
    wish.require();
    for (int attempt = 1; ; attempt++) {
      try {
        return database.write(tx -> place(tx, tenantId, ownerId, wish, actor));
      } catch (CustodyException refused) {
        if (refused.error() != CustodyError.COVERAGE_CHANGED || attempt == MAX_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private LegalHold place(Handle tx, UUID tenantId, UUID ownerId, HoldWish wish, String actor) {
    InvolvedPolicies.OfOwner owner = policies.forUpdate(tx, tenantId, ownerId);
    if (owner.isDestroyed()) {
      throw tooLate("its content was destroyed by a purge");
    }
    owner.policies().forEach(LegalHolds::requireNoPurgeBegun);
    heldOwners.lockForHold(tx, ownerId);
    LegalHold hold =
        new LegalHold(
            RowIds.next(clock),
            tenantId,
            ownerId,
            owner.kind(),
            wish.name(),
            wish.reason(),
            actor,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (HoldRows.count(tx, ownerId) >= CustodyLimits.MAX_HOLDS_PER_OWNER) {
      throw new CustodyException(
          CustodyError.HOLD_LIMIT_REACHED,
          "at most %d holds are on one mailbox or site; lift one first"
              .formatted(CustodyLimits.MAX_HOLDS_PER_OWNER));
    }
    if (!HoldRows.insert(tx, hold)) {
      throw new CustodyException(
          CustodyError.HOLD_EXISTS, "it has a hold of this name; choose another");
    }
    entries.placed(tx, hold);
    return hold;
  }

  private static void requireNoPurgeBegun(Policy policy) {
    if (policy.state().isDestroyed()) {
      throw tooLate("the purge of the policy %s has begun".formatted(policy.name()));
    }
  }

  private static CustodyException tooLate(String why) {
    return new CustodyException(
        CustodyError.HOLD_TOO_LATE, why + ", so there is nothing left that a hold could keep");
  }

  /**
   * Lifts a hold, with its entry in the ledger.
   *
   * @param nameOrId its name in any letter case, or its GUID
   * @throws CustodyException {@code HOLD_NOT_FOUND}
   */
  public void lift(UUID tenantId, UUID ownerId, String nameOrId, String actor) {
    database.write(
        tx -> {
          LegalHold hold =
              HoldRows.find(tx, tenantId, ownerId, nameOrId).orElseThrow(LegalHolds::notFound);
          // Two who lift it at once are told by this.
          if (!HoldRows.delete(tx, hold.id())) {
            throw notFound();
          }
          entries.lifted(tx, hold, actor);
          return null;
        });
  }

  /**
   * All holds on one mailbox or site, the oldest first; at most {@link
   * CustodyLimits#MAX_HOLDS_PER_OWNER}.
   */
  public List<LegalHold> of(UUID tenantId, UUID ownerId) {
    return database.read(tx -> HoldRows.of(tx, tenantId, ownerId));
  }

  /**
   * The tenant's holds by id, which is about the order in which they were placed.
   *
   * @param after the id that the page before ended with; all zeros at first
   * @param max 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  public List<LegalHold> list(UUID tenantId, UUID after, int max) {
    return database.read(tx -> HoldRows.ofTenant(tx, tenantId, after, max));
  }

  /** The holds of one name on some mailboxes or sites, by these; those without are left out. */
  public Map<UUID, LegalHold> named(UUID tenantId, Collection<UUID> ownerIds, String name) {
    return ownerIds.isEmpty()
        ? Map.of()
        : database.read(tx -> HoldRows.named(tx, tenantId, ownerIds, name));
  }

  /** How many holds are on each of some mailboxes or sites; those without are left out. */
  public Map<UUID, Integer> counts(UUID tenantId, Collection<UUID> ownerIds) {
    return database.read(tx -> counts(tx, tenantId, ownerIds));
  }

  /** The same in the caller's transaction. */
  public Map<UUID, Integer> counts(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    return ownerIds.isEmpty() ? Map.of() : HoldRows.counts(tx, tenantId, ownerIds);
  }

  /** How many of the tenant's mailboxes and sites are held. */
  public HeldCounts counts(UUID tenantId) {
    return database.read(tx -> HoldRows.countsOf(tx, tenantId));
  }

  /** How many of those that have to do with a policy are held. */
  public HeldCounts countsUnder(UUID tenantId, UUID policyId) {
    return database.read(tx -> HoldRows.countsUnder(tx, tenantId, policyId));
  }

  @Override
  public List<UUID> heldOwners(Handle tx, UUID tenantId, UUID policyId, int max) {
    return HoldRows.heldUnder(tx, tenantId, policyId, max);
  }

  private static CustodyException notFound() {
    return new CustodyException(CustodyError.HOLD_NOT_FOUND, "it has no such hold; list its holds");
  }
}
