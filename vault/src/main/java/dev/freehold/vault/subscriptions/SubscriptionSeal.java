package dev.freehold.vault.subscriptions;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The sealed content of subscriptions and their roles: everything that decides, in an order that
 * does not depend on the order of rows.
 */
public final class SubscriptionSeal {

  private SubscriptionSeal() {}

  static SealedState subscription(Subscription subscription) {
    SealedStatement state =
        new SealedStatement()
            .id("tenant", subscription.tenantId())
            .flag("protected", subscription.isProtected())
            .number("owners", (long) subscription.owners().size());
    subscription.owners().stream().sorted().forEach(owner -> state.id("owner", owner));
    return SealedState.of(
        SealedThing.subscription(subscription.id()),
        subscription.id().toString(),
        subscription.tenantId(),
        state);
  }

  static SealedState noSubscription(UUID id) {
    return SealedState.none(SealedThing.subscription(id), id.toString());
  }

  /** All role assignments of a subscription; without any there is nothing. */
  public static SealedState roles(UUID subscriptionId, UUID tenantId, List<RoleAssignment> roles) {
    SealedThing thing = SealedThing.roles(subscriptionId);
    if (roles.isEmpty()) {
      return SealedState.none(thing, subscriptionId.toString());
    }
    SealedStatement state = new SealedStatement().number("count", (long) roles.size());
    roles.stream()
        .sorted(Comparator.comparing(RoleAssignment::id))
        .forEach(
            role ->
                state
                    .id("id", role.id())
                    .id("vault", role.scope().vaultId().orElse(null))
                    .text("key", role.scope().key().orElse(null))
                    .id("principal", role.principalId())
                    .id("role", role.role().id()));
    return SealedState.of(thing, subscriptionId.toString(), tenantId, state);
  }
}
