package dev.freehold.vault.throttling;

import java.time.Clock;
import java.util.UUID;

/**
 * Keeps what is done for one vault, and for all vaults of one subscription, below the limits. Each
 * process counts for itself. Thread-safe.
 */
public final class VaultThrottle {

  private static final int MAX_KEYS = 100_000;

  private final ThrottlingSettings settings;
  private final WindowCounter<Budget> vaults;
  private final WindowCounter<Budget> subscriptions;

  /** Counts by {@code clock}. */
  public VaultThrottle(ThrottlingSettings settings, Clock clock) {
    this.settings = settings;
    this.vaults = new WindowCounter<>(clock, settings.interval(), MAX_KEYS);
    this.subscriptions = new WindowCounter<>(clock, settings.interval(), MAX_KEYS);
  }

  private record Budget(UUID owner, Cost cost) {}

  /**
   * Admits a request, as the lightest of its class; how heavy it is may turn out later.
   *
   * @throws ThrottledException if the vault or its subscription had enough
   */
  public Ticket admit(UUID vaultId, UUID subscriptionId, Cost cost) {
    Ticket ticket = new Ticket(new Budget(vaultId, cost), new Budget(subscriptionId, cost));
    ticket.charge(1);
    return ticket;
  }

  /** What one admitted request has been charged. Used by one thread. */
  public final class Ticket {

    private final Budget vault;
    private final Budget subscription;
    private int charged;

    private Ticket(Budget vault, Budget subscription) {
      this.vault = vault;
      this.subscription = subscription;
    }

    /**
     * Says that the request costs {@code weight} in all if its class is {@code cost}.
     *
     * @throws ThrottledException if that is more than is left; then it costs nothing
     */
    public void weighs(Cost cost, int weight) {
      if (cost == vault.cost() && weight > charged) {
        charge(weight - charged);
      }
    }

    private void charge(int more) {
      long limit = vault.cost().limit(settings);
      if (!vaults.take(vault, more, limit)) {
        refuse("VaultRequestTypeLimitReached", vaults);
      }
      if (!subscriptions.take(subscription, more, limit * settings.subscriptionFactor())) {
        vaults.give(vault, more);
        refuse("SubscriptionRequestTypeLimitReached", subscriptions);
      }
      charged += more;
    }

    private void refuse(String reason, WindowCounter<Budget> full) {
      vaults.give(vault, charged);
      subscriptions.give(subscription, charged);
      charged = 0;
      throw new ThrottledException(reason, full.left());
    }
  }
}
