package dev.freehold.vault.registry;

import dev.freehold.persistence.Duplicates;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.AccessPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The rules of subscriptions and vaults, inside the caller's transaction, so that the caller's
 * audit entry is durable if and only if the change is. Thread-safe.
 */
public final class Vaults {

  private final String location;
  private final Clock clock;

  /** Vaults of the region {@code location}. */
  public Vaults(String location, Clock clock) {
    this.location = location;
    this.clock = clock;
  }

  /** The vault of that name, in any case. */
  public Optional<Vault> find(Handle tx, String name) {
    return VaultRows.find(tx, name);
  }

  /** Vaults of a subscription by name, those after {@code afterName}, at most {@code max}. */
  public List<Vault> list(Handle tx, UUID subscriptionId, String afterName, int max) {
    return VaultRows.list(tx, subscriptionId, afterName, max);
  }

  /** A subscription. */
  public Optional<Subscription> subscription(Handle tx, UUID id) {
    return SubscriptionRows.find(tx, id);
  }

  /**
   * Makes a subscription.
   *
   * @throws VaultException ALREADY_EXISTS if the id is taken
   */
  public void createSubscription(Handle tx, Subscription subscription) {
    unlessTaken(
        "a subscription with this id exists",
        () -> SubscriptionRows.insert(tx, subscription, now()));
  }

  /**
   * Makes a vault.
   *
   * @throws VaultException NOT_FOUND if there is no such subscription, ALREADY_EXISTS if the name
   *     is taken by anyone, INVALID if a policy is for another tenant or there are too many
   */
  public Vault create(Handle tx, NewVault wanted) {
    Subscription subscription =
        subscription(tx, wanted.subscriptionId())
            .orElseThrow(
                () -> new VaultException(VaultError.NOT_FOUND, "there is no such subscription"));
    requirePolicies(subscription.tenantId(), wanted.policies());
    Instant now = now();
    Vault vault =
        new Vault(
            UUID.randomUUID(),
            wanted.name().text(),
            subscription.id(),
            wanted.resourceGroup(),
            location,
            subscription.tenantId(),
            wanted.sku(),
            wanted.retentionDays(),
            wanted.purgeProtection(),
            wanted.tags(),
            wanted.policies(),
            now,
            now);
    unlessTaken("The vault name is already in use.", () -> VaultRows.insert(tx, vault));
    PolicyRows.replaceAll(tx, vault.id(), vault.policies());
    return vault;
  }

  /**
   * Replaces what may change of {@code present}: policies, tags, sku, and purge protection from off
   * to on.
   *
   * @throws VaultException INVALID if something else differs
   */
  public Vault update(Handle tx, Vault present, NewVault wanted) {
    requirePolicies(present.tenantId(), wanted.policies());
    if (wanted.retentionDays() != present.retentionDays()) {
      throw new VaultException(
          VaultError.INVALID,
          "The property \"softDeleteRetentionInDays\" has been set already and it can't be"
              + " modified.");
    }
    VaultRows.update(tx, wanted, now());
    PolicyRows.replaceAll(tx, present.id(), wanted.policies());
    return find(tx, present.name()).orElseThrow();
  }

  /**
   * Changes access policies; in force when the transaction is durable.
   *
   * @throws VaultException NOT_FOUND if there is no such vault, INVALID as for {@link #create}
   */
  public Vault changePolicies(
      Handle tx, String name, PolicyChange change, List<AccessPolicy> entries) {
    if (!VaultRows.touch(tx, name, now())) {
      throw new VaultException(VaultError.NOT_FOUND, "there is no vault of this name");
    }
    Vault present = find(tx, name).orElseThrow();
    List<AccessPolicy> policies = change.apply(present.policies(), entries);
    requirePolicies(present.tenantId(), policies);
    PolicyRows.replaceAll(tx, present.id(), policies);
    return find(tx, name).orElseThrow();
  }

  /** To the millisecond, as the database keeps it, so that an answer shows what a reader sees. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requirePolicies(UUID tenantId, List<AccessPolicy> policies) {
    if (policies.size() > VaultLimits.MAX_ACCESS_POLICIES) {
      throw new VaultException(
          VaultError.INVALID,
          "A vault has at most %d access policies, got %d."
              .formatted(VaultLimits.MAX_ACCESS_POLICIES, policies.size()));
    }
    if (policies.stream().anyMatch(policy -> !policy.tenantId().equals(tenantId))) {
      throw new VaultException(
          VaultError.INVALID, "Every access policy's tenantId must be the vault's tenantId.");
    }
  }

  private static void unlessTaken(String message, Runnable insert) {
    try {
      insert.run();
    } catch (JdbiException e) {
      if (Duplicates.isDuplicate(e)) {
        throw new VaultException(VaultError.ALREADY_EXISTS, message, e);
      }
      throw e;
    }
  }
}
