package dev.freehold.server.features.directory;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.ApproverStanding;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.groups.Memberships;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.HeldRole;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.server.VaultServer;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Keeps vault administrators and global administrators apart: no global administrator alone can
 * become a vault administrator of a tenant that has two, or get the credential of one. Thread-safe.
 */
public final class VaultAdministrators implements TwoPersonRule {

  private final Identities identities;
  private final Approvers approvers;
  private final Memberships memberships;
  private final Optional<VaultAdministration> vaults;

  private VaultAdministrators(
      Identities identities,
      Approvers approvers,
      Memberships memberships,
      Optional<VaultAdministration> vaults) {
    this.identities = identities;
    this.approvers = approvers;
    this.memberships = memberships;
    this.vaults = vaults;
  }

  /**
   * Knows the vaults of this server.
   *
   * @param memberships tells who has rights in vaults by a group
   * @param server absent if they could not start: then who has a say about them is not known, and
   *     nobody's credential is replaced
   */
  public static VaultAdministrators of(
      Identities identities,
      Approvers approvers,
      Memberships memberships,
      Optional<VaultServer> server) {
    return new VaultAdministrators(
        identities,
        approvers,
        memberships,
        server.map(vaults -> vaults.administration("system:directory")));
  }

  @Override
  public void requireFree(Caller caller, UUID objectId) {
    if (!objectId.equals(caller.objectId()) && isKeyHolder(caller.tenantId(), objectId)) {
      throw keyHolder();
    }
  }

  @Override
  public void requireMayDemote(Identity subject) {
    if (subject.roles().contains(Role.VAULT_ADMIN)) {
      throw keyHolder();
    }
  }

  @Override
  public void requireRoom(Handle tx, Caller caller, Collection<Role> roles) {
    if (roles.contains(Role.VAULT_ADMIN)) {
      requireRoomFor(tx, caller, 1);
    }
  }

  /**
   * Returns if and only if these may come to own a subscription, by the caller's word alone.
   *
   * @param tx the transaction that makes vault administrators of them
   */
  public void requireOwners(Handle tx, Caller caller, Collection<UUID> owners) {
    long others =
        owners.stream()
            .distinct()
            .flatMap(owner -> identities.find(tx, caller.tenantId(), owner).stream())
            .filter(owner -> !owner.roles().contains(Role.VAULT_ADMIN))
            .count();
    if (others > 0) {
      requireRoomFor(tx, caller, others);
    }
  }

  /**
   * Returns if and only if the caller may add somebody to a group: it has no rights in vaults, or
   * none but those that the caller could give to anybody.
   *
   * @throws CustodyException {@code SECOND_PERSON_NEEDED}
   */
  public void requireGiver(Caller caller, UUID groupId) {
    VaultAdministration known = vaults.orElseThrow(ServerProblems::vaultsDown);
    if (known.isKeyHolder(groupId) && !known.couldGiveAll(caller.objectId(), groupId)) {
      throw needed(
          "the group has rights in vaults, which whoever is added would have too; let an owner of"
              + " the vaults' subscriptions give the person these rights by name, or take them from"
              + " the group until the member is added");
    }
  }

  /** Counts those too whose row something else has written; see {@link HeldRole#among}. */
  private static void requireRoomFor(Handle tx, Caller caller, long more) {
    Identities.lockTenant(tx, caller.tenantId());
    int present = HeldRole.among(tx, caller.tenantId(), Role.VAULT_ADMIN).size();
    if (present + more > CustodyLimits.FREE_VAULT_ADMINISTRATORS) {
      throw needed(
          ("a tenant's first %d vault administrators are made by one person, and there are %d; make"
                  + " the person or application without the role, then ask with POST"
                  + " /api/v1/pending-acts and the kind grantVaultAdmin")
              .formatted(CustodyLimits.FREE_VAULT_ADMINISTRATORS, present));
    }
  }

  private boolean isKeyHolder(UUID tenantId, UUID objectId) {
    boolean isVaultAdministrator =
        identities
            .find(tenantId, objectId)
            .filter(identity -> identity.roles().contains(Role.VAULT_ADMIN))
            .isPresent();
    return isVaultAdministrator
        || isApprover(tenantId, objectId)
        || hasRightsInVaults(tenantId, objectId);
  }

  private boolean hasRightsInVaults(UUID tenantId, UUID objectId) {
    VaultAdministration known = vaults.orElseThrow(ServerProblems::vaultsDown);
    return known.isKeyHolder(objectId)
        || memberships.of(tenantId, objectId).stream().anyMatch(known::isKeyHolder);
  }

  private boolean isApprover(UUID tenantId, UUID objectId) {
    ApproverStanding standing = approvers.standing(tenantId);
    return Stream.of(standing.current(), standing.pending())
        .flatMap(Optional::stream)
        .anyMatch(approver -> approver.objectId().equals(objectId));
  }

  private static CustodyException keyHolder() {
    return needed(
        "this is a key holder, who has rights in vaults or approves purges; ask with POST"
            + " /api/v1/pending-acts and the kind resetCredential or deleteVaultAdmin, and let a"
            + " vault administrator or the approver agree");
  }

  private static CustodyException needed(String why) {
    return new CustodyException(CustodyError.SECOND_PERSON_NEEDED, why);
  }
}
