package dev.freehold.vault.subscriptions;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.RoleAssignment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rules of role assignments, inside the caller's transaction. Thread-safe. */
public final class RoleAssignments {

  private final Clock clock;

  /** Tells the time by {@code clock}. */
  public RoleAssignments(Clock clock) {
    this.clock = clock;
  }

  /** All of a subscription, at most as many as {@link VaultLimits#MAX_ROLE_ASSIGNMENTS}. */
  public List<RoleAssignment> list(Handle tx, UUID subscriptionId) {
    return SubscriptionRows.find(tx, subscriptionId)
        .map(subscription -> RoleRows.of(tx, subscription))
        .orElse(List.of());
  }

  /** One of a subscription. */
  public Optional<RoleAssignment> find(Handle tx, UUID subscriptionId, UUID id) {
    return list(tx, subscriptionId).stream().filter(found -> found.id().equals(id)).findFirst();
  }

  /**
   * Assigns a role; in force when the transaction is durable.
   *
   * @throws VaultException ALREADY_EXISTS if the same grant has another id, INVALID if there are
   *     too many
   */
  public void create(Handle tx, UUID subscriptionId, RoleAssignment wanted) {
    Subscription subscription = present(tx, subscriptionId);
    List<RoleAssignment> present = RoleRows.of(tx, subscription);
    if (present.stream().anyMatch(wanted::sameGrant)) {
      throw new VaultException(VaultError.ALREADY_EXISTS, "The role assignment already exists.");
    }
    if (present.size() >= VaultLimits.MAX_ROLE_ASSIGNMENTS) {
      throw new VaultException(
          VaultError.INVALID,
          "A subscription has at most %d role assignments."
              .formatted(VaultLimits.MAX_ROLE_ASSIGNMENTS));
    }
    Taken.unless(
        "The role assignment already exists.",
        () -> RoleRows.insert(tx, subscription, present, wanted));
  }

  /** Takes a role away; in force when the transaction is durable. */
  public void remove(Handle tx, UUID subscriptionId, UUID id) {
    RoleRows.remove(tx, present(tx, subscriptionId), id);
  }

  private static Subscription present(Handle tx, UUID id) {
    return SubscriptionRows.find(tx, id)
        .orElseThrow(
            () -> new VaultException(VaultError.NOT_FOUND, "there is no such subscription"));
  }

  /** Now, as the database keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
