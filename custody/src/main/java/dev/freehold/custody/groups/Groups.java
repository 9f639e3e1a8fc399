package dev.freehold.custody.groups;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The groups of every tenant. A group of another tenant is answered exactly like one that does not
 * exist. Who may change one is for the caller to decide: what is given to a group is given to those
 * who are added to it. Safe for use by many threads.
 */
public final class Groups {

  private final Database database;
  private final Identities identities;
  private final Ledger ledger;
  private final Memberships memberships;
  private final Clock clock;

  /**
   * Keeps groups in {@code database}, which also holds identities and the ledger's tables.
   *
   * @param memberships learns of changes
   */
  public Groups(
      Database database,
      Identities identities,
      Ledger ledger,
      Memberships memberships,
      Clock clock) {
    this.database = database;
    this.identities = identities;
    this.ledger = ledger;
    this.memberships = memberships;
    this.clock = clock;
  }

  /**
   * Makes a group without members.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code NAME_INVALID}, {@code GROUP_NAME_TAKEN}, {@code
   *     GROUP_LIMIT_REACHED} or {@code TENANT_NOT_FOUND}
   */
  public Identity create(UUID tenantId, String displayName, String actor) {
    Names.require("group", displayName);
    Identity group =
        new Identity(
            tenantId, UUID.randomUUID(), null, Identity.Kind.GROUP, displayName, Set.of(), now());
    return database.write(
        tx -> {
          RowLock.of(database.dialect()).change(tx, "tenants", tenantId);
          Identities.requireTenant(tx, tenantId);
          requireRoom(tx, group);
          IdentityRows.insert(tx, group, null);
          record(tx, group, actor, "GroupCreate", Map.of("displayName", displayName));
          return group;
        });
  }

  /** Two of one name could be taken for each other where rights are given. */
  private static void requireRoom(Handle tx, Identity group) {
    SoughtName name = new SoughtName(group.displayName(), false);
    if (!MemberRows.list(tx, group.tenantId(), name, new UUID(0, 0), 1).isEmpty()) {
      throw new CustodyException(
          CustodyError.GROUP_NAME_TAKEN, "the tenant has a group of this name; choose another one");
    }
    if (MemberRows.count(tx, group.tenantId()) >= CustodyLimits.MAX_GROUPS_PER_TENANT) {
      throw limit(
          "a tenant has at most %d groups; delete one first"
              .formatted(CustodyLimits.MAX_GROUPS_PER_TENANT));
    }
  }

  /** A tenant's groups of a name, by object id after the one given. */
  public List<Identity> list(UUID tenantId, SoughtName name, UUID after, int max) {
    return database.read(
        tx ->
            MemberRows.list(tx, tenantId, name, after, Math.min(max, CustodyLimits.MAX_PAGE_ROWS)));
  }

  /** The group of this object id. */
  public Optional<Identity> find(UUID tenantId, UUID groupId) {
    return database.read(tx -> find(tx, tenantId, groupId));
  }

  private Optional<Identity> find(Handle tx, UUID tenantId, UUID groupId) {
    return identities
        .find(tx, tenantId, groupId)
        .filter(identity -> identity.kind() == Identity.Kind.GROUP);
  }

  /**
   * Deletes a group; what was given to it is nobody's any more.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code GROUP_NOT_FOUND}
   */
  public void delete(UUID tenantId, UUID groupId, String actor) {
    memberships.change(
        () ->
            database.write(
                tx -> {
                  Identity group = require(tx, tenantId, groupId);
                  IdentityRows.lock(tx, tenantId, groupId);
                  MemberRows.delete(tx, tenantId, groupId);
                  record(
                      tx, group, actor, "GroupDelete", Map.of("displayName", group.displayName()));
                  return groupId;
                }));
  }

  /**
   * The members of a group, by object id after the one given.
   *
   * @throws CustodyException {@code GROUP_NOT_FOUND}
   */
  public List<Identity> members(UUID tenantId, UUID groupId, UUID after, int max) {
    return database.read(
        tx -> {
          require(tx, tenantId, groupId);
          List<UUID> page =
              MemberRows.members(tx, groupId, after, Math.min(max, CustodyLimits.MAX_PAGE_ROWS));
          return page.isEmpty() ? List.of() : IdentityRows.byObjectIds(tx, tenantId, page);
        });
  }

  /**
   * Adds a person or an application. Nothing happens if it is a member.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code GROUP_NOT_FOUND}, {@code IDENTITY_NOT_FOUND} or {@code
   *     GROUP_LIMIT_REACHED}
   */
  public void add(UUID tenantId, UUID groupId, UUID memberId, String actor) {
    memberships.change(
        () ->
            database.write(
                tx -> {
                  Identity group = require(tx, tenantId, groupId);
                  // Two who are added at once must not both pass the bound.
                  IdentityRows.lock(tx, tenantId, groupId);
                  requireMember(tx, tenantId, memberId);
                  if (!MemberRows.isMember(tx, groupId, memberId)) {
                    requireRoomFor(tx, groupId, memberId);
                    MemberRows.insert(tx, tenantId, groupId, memberId, now());
                    record(
                        tx, group, actor, "GroupMemberAdd", Map.of("member", memberId.toString()));
                  }
                  return groupId;
                }));
  }

  private void requireMember(Handle tx, UUID tenantId, UUID memberId) {
    if (identities.find(tx, tenantId, memberId).filter(Groups::mayBeMember).isEmpty()) {
      throw new CustodyException(
          CustodyError.IDENTITY_NOT_FOUND,
          "the tenant has no person or application of this object id");
    }
  }

  private static boolean mayBeMember(Identity identity) {
    return switch (identity.kind()) {
      case USER, APPLICATION -> true;
      case WORKLOAD, GROUP -> false;
    };
  }

  private static void requireRoomFor(Handle tx, UUID groupId, UUID memberId) {
    if (MemberRows.countMembers(tx, groupId) >= CustodyLimits.MAX_GROUP_MEMBERS) {
      throw limit("a group has at most %d members".formatted(CustodyLimits.MAX_GROUP_MEMBERS));
    }
    if (MemberRows.countGroups(tx, memberId) >= CustodyLimits.MAX_GROUPS_OF_MEMBER) {
      throw limit(
          "a person or application is in at most %d groups"
              .formatted(CustodyLimits.MAX_GROUPS_OF_MEMBER));
    }
  }

  /**
   * Takes a member out of a group: what it had only by the group it has no more, on other nodes
   * after {@link CustodyLimits#STANDING_REREAD}.
   *
   * @param actor who does it, for the ledger
   * @return whether it was a member
   * @throws CustodyException {@code GROUP_NOT_FOUND}
   */
  public boolean remove(UUID tenantId, UUID groupId, UUID memberId, String actor) {
    return memberships.change(
        () ->
            database.write(
                tx -> {
                  Identity group = require(tx, tenantId, groupId);
                  boolean was = MemberRows.remove(tx, groupId, memberId);
                  if (was) {
                    record(
                        tx,
                        group,
                        actor,
                        "GroupMemberRemove",
                        Map.of("member", memberId.toString()));
                  }
                  return was;
                }));
  }

  private Identity require(Handle tx, UUID tenantId, UUID groupId) {
    return find(tx, tenantId, groupId).orElseThrow(Groups::notFound);
  }

  /** The refusal {@code GROUP_NOT_FOUND}, also for what cannot be the id of a group. */
  public static CustodyException notFound() {
    return new CustodyException(
        CustodyError.GROUP_NOT_FOUND, "the tenant has no such group; check its id");
  }

  private void record(
      Handle tx, Identity group, String actor, String operation, Map<String, String> personal) {
    ledger.append(
        tx,
        new LedgerEntry(
            group.tenantId(),
            actor,
            operation,
            group.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of(),
            personal));
  }

  private static CustodyException limit(String why) {
    return new CustodyException(CustodyError.GROUP_LIMIT_REACHED, why);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
