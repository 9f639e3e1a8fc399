package dev.freehold.server.features.tenants;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.features.directory.VaultAdministrators;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Subscriptions of this server's own key vaults: what a tenant has vaults in. Their owners make the
 * vaults, over the vaults' management plane.
 */
final class SubscriptionsApi {

  private static final int MAX_OWNERS = 16;

  private final Optional<VaultServer> vaults;
  private final Identities identities;
  private final VaultAdministrators holders;

  /** Administers these vaults; absent if they could not start. */
  SubscriptionsApi(
      Optional<VaultServer> vaults, Identities identities, VaultAdministrators holders) {
    this.vaults = vaults;
    this.identities = identities;
    this.holders = holders;
  }

  /**
   * {@code POST /api/v1/subscriptions}: a new subscription of the caller's tenant. For two vaults
   * with different administrators, make two with different owners. The person who owns one
   * administers vaults, and is asked for consent before a purge of sites. Owners who are no vault
   * administrators become it, where the caller may make them.
   */
  void create(Exchange exchange) throws IOException {
    NewSubscription wanted = exchange.json(NewSubscription.class);
    Subscription made =
        new Subscription(
            UUID.randomUUID(),
            exchange.caller().tenantId(),
            wanted.displayName(),
            Set.copyOf(wanted.owners()));
    VaultServer server = vaults.orElseThrow(ServerProblems::vaultsDown);
    String actor = exchange.actor();
    Caller caller = exchange.caller();
    // The role first: an owner without it could administer vaults outside the rule of two persons.
    identities.grant(
        made.tenantId(),
        wanted.owners(),
        Role.VAULT_ADMIN,
        tx -> holders.requireOwners(tx, caller, wanted.owners()),
        actor);
    server.administration(actor).createSubscription(made);
    exchange.reply(201, new SubscriptionView(made.id(), made.displayName(), wanted.owners()));
  }

  record NewSubscription(@Required String displayName, @Required List<UUID> owners) {
    NewSubscription {
      if (!Names.isName(displayName)) {
        throw ProblemException.badRequest(
            ("displayName has 1 to %d characters, no control characters and none that reverse"
                    + " the direction of text")
                .formatted(CustodyLimits.MAX_NAME_CHARS));
      }
      owners = List.copyOf(owners);
      if (owners.isEmpty() || owners.size() > MAX_OWNERS) {
        throw ProblemException.badRequest(
            "a subscription has 1 to %d owners, given by object id".formatted(MAX_OWNERS));
      }
    }
  }

  record SubscriptionView(UUID id, String displayName, List<UUID> owners) {}
}
