package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.subscriptions.GroupRows;
import dev.freehold.vault.subscriptions.ResourceGroup;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.subscriptions.SubscriptionRows;
import dev.freehold.vault.subscriptions.Taken;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The rules for vaults that are not deleted, inside the caller's transaction, so that the caller's
 * audit entry is durable if and only if the change is. Thread-safe.
 */
public final class Vaults {

  private final Locations locations;
  private final Clock clock;

  /** Vaults that are made in one of {@code locations}. */
  public Vaults(Locations locations, Clock clock) {
    this.locations = locations;
    this.clock = clock;
  }

  /** The regions that vaults can be made in. */
  public Locations locations() {
    return locations;
  }

  /**
   * The vault of that name, in any case; one that is deleted is not there. Where the transaction
   * writes, others wait for its end with changes of the vault.
   */
  public Optional<Vault> find(Handle tx, String name) {
    return VaultRows.find(tx, name);
  }

  /** The id in the management plane of a vault, alive or deleted. */
  public Optional<String> resourceId(Handle tx, UUID id) {
    return VaultRows.resourceId(tx, id);
  }

  /** Part of the list of a subscription's vaults. */
  public List<Vault> list(Handle tx, VaultRange range) {
    return VaultRows.list(tx, range);
  }

  /** Tells whether a vault has the name, alive or deleted, anywhere. */
  public boolean isTaken(Handle tx, String name) {
    return VaultRows.isTaken(tx, name);
  }

  /**
   * Makes a vault in the first location, as {@link #create(Handle, NewVault, Location, Author)}.
   */
  public Vault create(Handle tx, NewVault wanted, Author author) {
    return create(tx, wanted, locations.first(), author);
  }

  /**
   * Makes a vault in {@code location}.
   *
   * @throws VaultException NOT_FOUND if there is no such subscription, ALREADY_EXISTS if the name
   *     is taken by anyone, INVALID if a policy is for another tenant
   */
  public Vault create(Handle tx, NewVault wanted, Location location, Author author) {
    Subscription subscription =
        SubscriptionRows.find(tx, wanted.subscriptionId())
            .orElseThrow(
                () -> new VaultException(VaultError.NOT_FOUND, "there is no such subscription"));
    requireOwnTenant(subscription.tenantId(), wanted.settings().policies());
    Stamp stamp = stamp(author);
    Vault vault =
        new Vault(
            UUID.randomUUID(),
            wanted.name().text(),
            subscription.id(),
            wanted.resourceGroup(),
            location.name(),
            subscription.tenantId(),
            wanted.settings(),
            subscription.isProtected(),
            List.of(),
            stamp,
            stamp);
    GroupRows.insertIfAbsent(
        tx, subscription.id(), new ResourceGroup(wanted.resourceGroup(), Map.of()));
    Taken.unless("The vault name is already in use.", () -> VaultChanges.insert(tx, vault));
    return find(tx, vault.name()).orElseThrow();
  }

  /**
   * Sets what may change of {@code present}: all but the retention, and purge protection only from
   * off to on.
   *
   * @throws VaultException INVALID if the retention differs or a policy is for another tenant
   */
  public Vault update(Handle tx, Vault present, VaultSettings wanted, Author author) {
    requireOwnTenant(present.tenantId(), wanted.policies());
    if (wanted.retentionDays() != present.retentionDays()) {
      throw new VaultException(
          VaultError.INVALID,
          "The property \"softDeleteRetentionInDays\" has been set already and it can't be"
              + " modified.");
    }
    VaultChanges.update(tx, present, wanted, stamp(author));
    return find(tx, present.name()).orElseThrow();
  }

  /**
   * Changes access policies; in force when the transaction is durable.
   *
   * @throws VaultException NOT_FOUND if there is no such vault, INVALID as for {@link #create}
   */
  public Vault changePolicies(
      Handle tx,
      String name,
      AccessPolicyChange change,
      List<AccessPolicy> entries,
      Author author) {
    Vault present =
        find(tx, name)
            .orElseThrow(
                () -> new VaultException(VaultError.NOT_FOUND, "there is no vault of this name"));
    requireOwnTenant(present.tenantId(), entries);
    List<AccessPolicy> policies = change.apply(present.settings().policies(), entries);
    return update(tx, present, present.settings().with(policies), author);
  }

  /** To the millisecond, as the database keeps it, so that an answer shows what a reader sees. */
  private Stamp stamp(Author author) {
    return new Stamp(author, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static void requireOwnTenant(UUID tenantId, List<AccessPolicy> policies) {
    if (policies.stream().anyMatch(policy -> !policy.tenantId().equals(tenantId))) {
      throw new VaultException(
          VaultError.INVALID, "Every access policy's tenantId must be the vault's tenantId.");
    }
  }
}
