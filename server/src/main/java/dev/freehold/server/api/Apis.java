package dev.freehold.server.api;

import dev.freehold.custody.hierarchy.DepKeys;
import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.mail.Folders;
import dev.freehold.mail.Mailboxes;
import dev.freehold.mail.Messages;
import dev.freehold.server.directory.Applications;
import dev.freehold.vault.server.VaultServer;
import java.time.Clock;
import java.util.Optional;

/** The handlers behind the routes, by what they are about. */
public final class Apis {

  private final HealthApi health;
  private final TokenApi tokens;
  private final TenantsApi tenants;
  private final ApplicationsApi applications;
  private final SubscriptionsApi subscriptions;
  private final PoliciesApi policies;
  private final MailboxesApi mailboxes;
  private final MessagesApi messages;

  /** Wires the handlers to the services. */
  public Apis(
      HealthApi health, TokenApi tokens, Directory directory, Keys keys, Mail mail, Clock clock) {
    this.health = health;
    this.tokens = tokens;
    this.applications =
        new ApplicationsApi(new Applications(directory.identities()), directory.issuer());
    this.tenants = new TenantsApi(directory.tenants(), directory.identities());
    this.subscriptions = new SubscriptionsApi(keys.vaults());
    this.policies = new PoliciesApi(keys.policies(), keys.depKeys());
    this.mailboxes = new MailboxesApi(mail.mailboxes(), mail.folders());
    this.messages = new MessagesApi(mail.mailboxes(), mail.folders(), mail.messages(), clock);
  }

  /** Who there is. */
  public record Directory(Tenants tenants, Identities identities, TokenIssuer issuer) {}

  /** What protects content; {@code vaults} are this server's own, if they run. */
  public record Keys(Policies policies, DepKeys depKeys, Optional<VaultServer> vaults) {}

  /** The mail itself. */
  public record Mail(Mailboxes mailboxes, Folders folders, Messages messages) {}

  HealthApi health() {
    return health;
  }

  TokenApi tokens() {
    return tokens;
  }

  TenantsApi tenants() {
    return tenants;
  }

  ApplicationsApi applications() {
    return applications;
  }

  SubscriptionsApi subscriptions() {
    return subscriptions;
  }

  PoliciesApi policies() {
    return policies;
  }

  MailboxesApi mailboxes() {
    return mailboxes;
  }

  MessagesApi messages() {
    return messages;
  }
}
