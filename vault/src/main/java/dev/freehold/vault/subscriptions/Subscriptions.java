package dev.freehold.vault.subscriptions;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.auth.TokenCaller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The rules for subscriptions and their resource groups, inside the caller's transaction.
 * Thread-safe.
 */
public final class Subscriptions {

  private final Clock clock;

  /** Tells the time by {@code clock}. */
  public Subscriptions(Clock clock) {
    this.clock = clock;
  }

  /** A subscription. */
  public Optional<Subscription> find(Handle tx, UUID id) {
    return SubscriptionRows.find(tx, id);
  }

  /** Those of the caller's tenant that the caller owns or holds a role in, in no special order. */
  public List<Subscription> visibleTo(Handle tx, TokenCaller caller) {
    Set<UUID> ids = new LinkedHashSet<>(SubscriptionRows.ownedBy(tx, caller.objectId()));
    Set<UUID> principals = new LinkedHashSet<>(caller.groups());
    principals.add(caller.objectId());
    ids.addAll(RoleRows.subscriptionsOf(tx, principals));
    return ids.stream()
        .flatMap(id -> sound(tx, id).stream())
        .filter(subscription -> subscription.tenantId().equals(caller.tenantId()))
        .filter(
            subscription ->
                subscription.owners().contains(caller.objectId())
                    || RoleRows.of(tx, subscription).stream().anyMatch(role -> role.isFor(caller)))
        .toList();
  }

  /** One that is refused hides no others. */
  private Optional<Subscription> sound(Handle tx, UUID id) {
    try {
      return find(tx, id);
    } catch (VaultException refused) {
      if (refused.isRefusedRow()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /**
   * Makes a subscription.
   *
   * @throws VaultException ALREADY_EXISTS if the id is taken
   */
  public void create(Handle tx, Subscription subscription) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Taken.unless(
        "a subscription with this id exists", () -> SubscriptionRows.insert(tx, subscription, now));
  }

  /** Makes {@code objectId} one more owner of an existing subscription. */
  public void addOwner(Handle tx, UUID id, UUID objectId) {
    SubscriptionRows.addOwner(tx, present(tx, id), objectId);
  }

  /** Gives up, for good, the right to purge early what was deleted in its vaults. */
  public void protect(Handle tx, UUID id) {
    SubscriptionRows.protect(tx, present(tx, id));
  }

  private static Subscription present(Handle tx, UUID id) {
    return SubscriptionRows.find(tx, id)
        .orElseThrow(
            () -> new VaultException(VaultError.NOT_FOUND, "there is no such subscription"));
  }

  /** A resource group, by its name in any case. */
  public Optional<ResourceGroup> group(Handle tx, UUID subscriptionId, String name) {
    return GroupRows.find(tx, subscriptionId, name);
  }

  /** Resource groups by name, those after {@code afterName}, at most {@code max}. */
  public List<ResourceGroup> groups(Handle tx, UUID subscriptionId, String afterName, int max) {
    return GroupRows.list(tx, subscriptionId, afterName, max);
  }

  /** Makes a resource group or sets the tags of the one there; tells whether it was made. */
  public boolean putGroup(Handle tx, UUID subscriptionId, ResourceGroup group) {
    boolean made = GroupRows.insertIfAbsent(tx, subscriptionId, group);
    if (!made) {
      GroupRows.setTags(tx, subscriptionId, group);
    }
    return made;
  }
}
