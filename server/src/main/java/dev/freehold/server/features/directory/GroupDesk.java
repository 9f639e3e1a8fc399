package dev.freehold.server.features.directory;

import dev.freehold.custody.groups.Groups;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.web.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The groups of a tenant. What a group was given, everybody has who is added to it; where that are
 * rights in vaults, a global administrator adds nobody who does not own the vaults' subscriptions.
 * Thread-safe.
 */
final class GroupDesk {

  private final Groups groups;
  private final VaultAdministrators holders;

  /** Works on {@code groups}. */
  GroupDesk(Groups groups, VaultAdministrators holders) {
    this.groups = groups;
    this.holders = holders;
  }

  /** Makes a group without members. */
  Identity create(Caller caller, String displayName) {
    return groups.create(caller.tenantId(), displayName, actor(caller));
  }

  /**
   * A page of the groups, in the order of their object ids.
   *
   * @param filter of {@code displayName}; absent for all groups
   * @return nothing for another filter
   */
  Optional<List<Identity>> list(Caller caller, Optional<GraphFilter> filter, UUID after, int max) {
    return filter.filter(wanted -> !wanted.isOf(Graph.DISPLAY_NAME)).isPresent()
        ? Optional.empty()
        : Optional.of(
            groups.list(
                caller.tenantId(),
                filter.map(GraphFilter::name).orElse(SoughtName.ANY),
                after,
                max));
  }

  /** A group by object id. */
  Optional<Identity> find(Caller caller, String group) {
    return id(group).flatMap(id -> groups.find(caller.tenantId(), id));
  }

  /** Deletes a group. That takes rights away and gives none, so that one person may do it. */
  void delete(Caller caller, String group) {
    groups.delete(caller.tenantId(), idOf(group), actor(caller));
  }

  /** The members of a group, in the order of their object ids. */
  List<Identity> members(Caller caller, String group, UUID after, int max) {
    return groups.members(caller.tenantId(), idOf(group), after, max);
  }

  /** The same group. */
  Identity require(Caller caller, String group) {
    return find(caller, group).orElseThrow(Groups::notFound);
  }

  /** Adds a member, if the caller may give what the group was given. */
  void add(Caller caller, Identity group, UUID member) {
    holders.requireGiver(caller, group.objectId());
    groups.add(caller.tenantId(), group.objectId(), member, actor(caller));
  }

  /** Takes a member out. */
  void remove(Caller caller, String group, String member) {
    UUID groupId = idOf(group);
    UUID memberId = id(member).orElseThrow(ProblemException::notFound);
    if (!groups.remove(caller.tenantId(), groupId, memberId, actor(caller))) {
      throw ProblemException.notFound();
    }
  }

  private static UUID idOf(String group) {
    return id(group).orElseThrow(Groups::notFound);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static String actor(Caller caller) {
    return caller.objectId().toString();
  }
}
