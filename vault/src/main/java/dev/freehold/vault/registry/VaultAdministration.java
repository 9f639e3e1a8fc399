package dev.freehold.vault.registry;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.subscriptions.Subscriptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Administration from inside the process: the first start, the quickstart, and the command line on
 * the vault's own machine. Each change is recorded in its own transaction. Thread-safe.
 *
 * <p>Over the network the management routes do the same.
 */
public final class VaultAdministration {

  private final Database database;
  private final Ledger ledger;
  private final Subscriptions subscriptions;
  private final Vaults vaults;
  private final VaultDirectory directory;
  private final String actor;

  /**
   * @param database holds vaults and ledger
   * @param ledger records every change
   * @param registry the rules
   * @param actor who acts, as the ledger names it, such as {@code system:quickstart}
   */
  public VaultAdministration(Database database, Ledger ledger, Registry registry, String actor) {
    this.database = database;
    this.ledger = ledger;
    this.subscriptions = registry.subscriptions();
    this.vaults = registry.vaults();
    this.directory = registry.directory();
    this.actor = actor;
  }

  /**
   * Makes a subscription.
   *
   * @throws dev.freehold.vault.VaultException ALREADY_EXISTS if the id is taken
   */
  public void createSubscription(Subscription subscription) {
    change(
        tx -> {
          subscriptions.create(tx, subscription);
          String id = subscription.id().toString();
          return ledger.append(tx, entry(subscription.tenantId(), "SubscriptionCreate", id));
        });
  }

  /** Makes {@code objectId} one more owner of a subscription that exists. */
  public void addOwner(UUID subscriptionId, UUID objectId) {
    change(
        tx -> {
          Subscription found = subscriptions.find(tx, subscriptionId).orElseThrow();
          subscriptions.addOwner(tx, subscriptionId, objectId);
          return ledger.append(
              tx, entry(found.tenantId(), "SubscriptionOwnerAdd", objectId.toString()));
        });
  }

  /** A subscription. */
  public Optional<Subscription> subscription(UUID id) {
    return database.read(tx -> subscriptions.find(tx, id));
  }

  /** Whether somebody owns a subscription, holds a role, or is in an access policy of a vault. */
  public boolean isKeyHolder(UUID objectId) {
    return database.read(tx -> KeyHolders.isOne(tx, objectId));
  }

  /**
   * Whether {@code owner} owns all subscriptions in which {@code principal} has rights, and so
   * could give them to anybody without another person.
   */
  public boolean couldGiveAll(UUID owner, UUID principal) {
    return database.read(tx -> KeyHolders.couldGiveAll(tx, owner, principal));
  }

  /** The owners of the subscription that the vault is in; nobody if there is no such vault. */
  public Set<UUID> owners(String vaultName) {
    return database.read(tx -> KeyHolders.owners(tx, vaultName.toLowerCase(Locale.ROOT)));
  }

  /**
   * The versions of some keys, by one statement.
   *
   * @param tenantId whose vaults; keys in those of others are not found
   */
  public List<VersionStanding> versions(UUID tenantId, Set<VersionStanding.Name> keys) {
    return database.read(tx -> VersionStanding.of(tx, tenantId, keys));
  }

  /**
   * Makes a vault.
   *
   * @throws dev.freehold.vault.VaultException as {@link Vaults#create} says
   */
  public Vault createVault(NewVault wanted) {
    return change(
        tx -> {
          Vault vault = vaults.create(tx, wanted, author());
          ledger.append(tx, entry(vault.tenantId(), "VaultPut", vault.name()));
          return vault;
        });
  }

  /** The vault of that name. */
  public Optional<Vault> vault(String name) {
    return database.read(tx -> vaults.find(tx, name));
  }

  /**
   * Changes a vault's access policies; in force when this returns.
   *
   * @throws dev.freehold.vault.VaultException as {@link Vaults#changePolicies} says
   */
  public Vault changePolicies(
      String vaultName, AccessPolicyChange change, List<AccessPolicy> entries) {
    return change(
        tx -> {
          Vault vault = vaults.changePolicies(tx, vaultName, change, entries, author());
          String operation = "VaultAccessPolicyChangedEventGridNotification";
          ledger.append(tx, entry(vault.tenantId(), operation, vault.name()));
          return vault;
        });
  }

  private <R> R change(SqlWork<R> work) {
    R result = database.write(work);
    directory.forget();
    return result;
  }

  private Author author() {
    return new Author(actor, false);
  }

  private LedgerEntry entry(UUID tenantId, String operation, String objectId) {
    return new LedgerEntry(tenantId, actor, operation, objectId, Outcome.DONE, Map.of());
  }
}
