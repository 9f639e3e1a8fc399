package dev.freehold.server.owners;

import dev.freehold.custody.holds.LegalHold;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.people.Users;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.ActorNames;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells which mailboxes and sites are held, and which a purge has destroyed, with a few statements
 * for many of them.
 */
public final class OwnerStates {

  /** The hold that {@code Set-Mailbox -LitigationHoldEnabled} places. */
  public static final String LITIGATION_HOLD = "LitigationHold";

  private static final String ACTIVE = "active";
  private static final String PURGED = "purged";

  private final Database database;
  private final LegalHolds holds;
  private final Identities identities;
  private final Users users;

  /** States of what {@code database} keeps. */
  public OwnerStates(Database database, LegalHolds holds, Identities identities, Users users) {
    this.database = database;
    this.holds = holds;
    this.identities = identities;
    this.users = users;
  }

  /** What is true of some of the tenant's mailboxes or sites now. */
  public Page of(UUID tenantId, Collection<UUID> ownerIds) {
    return new Page(
        holds.counts(tenantId, ownerIds),
        holds.named(tenantId, ownerIds, LITIGATION_HOLD),
        database.read(tx -> OwnerLists.purged(tx, tenantId, ownerIds)),
        new ActorNames(identities, users, tenantId));
  }

  /** The state of one mailbox or site. */
  public State of(UUID tenantId, UUID ownerId) {
    return of(tenantId, Set.of(ownerId)).of(ownerId);
  }

  /** The states of many of them. */
  public record Page(
      Map<UUID, Integer> counts,
      Map<UUID, LegalHold> litigation,
      Set<UUID> purged,
      ActorNames names) {

    /** The state of one of them. */
    public State of(UUID ownerId) {
      return new State(
          purged.contains(ownerId) ? PURGED : ACTIVE,
          counts.getOrDefault(ownerId, 0),
          Optional.ofNullable(litigation.get(ownerId)).map(hold -> Litigation.of(hold, names)));
    }
  }

  /**
   * The state of one mailbox or site.
   *
   * @param word {@code active}, or {@code purged} once all its keys are destroyed
   * @param legalHolds how many holds are on it
   * @param litigation the hold that the shell's {@code -LitigationHoldEnabled} placed, if there is
   *     one
   */
  public record State(String word, int legalHolds, Optional<Litigation> litigation) {

    /** Whether a purge has destroyed its keys. */
    public boolean isPurged() {
      return word.equals(PURGED);
    }
  }

  /** The litigation hold as the shell shows it. */
  public record Litigation(String placedAt, String placedBy) {
    private static Litigation of(LegalHold hold, ActorNames names) {
      return new Litigation(
          hold.placedAt().toString(), names.name(hold.placedBy()).orElse(hold.placedBy()));
    }
  }
}
