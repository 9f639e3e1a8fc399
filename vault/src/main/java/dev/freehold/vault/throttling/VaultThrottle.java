package dev.freehold.vault.throttling;

import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * Limits the requests to one vault, and to all vaults of one subscription. A caller that used
 * little of a vault's keys may still use them when others have used up the limit. So somebody who
 * floods a vault cannot block the service, which needs a key there once a minute. All nodes of a
 * database count together ({@link SharedCounter}); only whether a caller used little is counted by
 * each for itself. Thread-safe.
 */
public final class VaultThrottle {

  private static final int MAX_KEYS = 100_000;

  /**
   * A caller that made at most this part of the uses that a vault allows counts as one that made
   * few.
   */
  private static final int FEW = 10;

  private final ThrottlingSettings settings;
  private final Counter<Budget> vaults;
  private final Counter<Budget> subscriptions;
  private final Counter<CallerOf> callers;
  private final Counter<Budget> reserves;

  /** Counts in this process alone, by {@code clock}. */
  VaultThrottle(ThrottlingSettings settings, Clock clock) {
    this(settings, clock, _ -> new WindowCounter<>(clock, settings.interval(), MAX_KEYS));
  }

  private VaultThrottle(
      ThrottlingSettings settings, Clock clock, Function<String, Counter<Budget>> counters) {
    this.settings = settings;
    this.vaults = counters.apply("vault");
    this.subscriptions = counters.apply("subscription");
    this.callers = new WindowCounter<>(clock, settings.interval(), MAX_KEYS);
    this.reserves = counters.apply("reserve");
  }

  /**
   * Counts for all nodes of a database: in PostgreSQL, which several may have, with grants, else in
   * memory, because one process alone has an SQLite file.
   */
  public static VaultThrottle of(ThrottlingSettings settings, Database database, Clock clock) {
    return switch (database.dialect()) {
      case SQLITE -> new VaultThrottle(settings, clock);
      case POSTGRESQL -> {
        Grants grants = new TableOfGrants(database, settings.interval());
        yield new VaultThrottle(
            settings,
            clock,
            kind ->
                new SharedCounter<>(
                    grants, budget -> budget.name(kind), clock, settings.interval(), MAX_KEYS));
      }
    };
  }

  private record Budget(UUID owner, Cost cost) {
    String name(String kind) {
      return "%s %s %s".formatted(kind, owner, cost);
    }
  }

  private record CallerOf(UUID vaultId, UUID objectId) {}

  /**
   * Admits a request, as the lightest of its class; how heavy it is may turn out later.
   *
   * @param caller the principal who asks
   * @throws ThrottledException if the vault or its subscription had enough
   */
  public Ticket admit(UUID vaultId, UUID subscriptionId, Cost cost, UUID caller) {
    Ticket ticket =
        new Ticket(
            new Budget(vaultId, cost),
            new Budget(subscriptionId, cost),
            new CallerOf(vaultId, caller));
    ticket.charge(1);
    return ticket;
  }

  /** What one admitted request counts. Used by one thread. */
  public final class Ticket {

    private final Budget vault;
    private final Budget subscription;
    private final CallerOf caller;
    private int charged;
    private int reserved;
    private int counted;

    private Ticket(Budget vault, Budget subscription, CallerOf caller) {
      this.vault = vault;
      this.subscription = subscription;
      this.caller = caller;
    }

    /**
     * Says that the request costs {@code weight} in all if its class is {@code cost}.
     *
     * @throws ThrottledException if that is more than is left; then it costs nothing
     */
    public void weighs(Cost cost, int weight) {
      int more = weight - charged - reserved;
      if (cost == vault.cost() && more > 0) {
        charge(more);
      }
    }

    /** Takes back what was charged, for a request that is not done after all. */
    public void giveBack() {
      vaults.give(vault, charged);
      subscriptions.give(subscription, charged);
      reserves.give(vault, reserved);
      callers.give(caller, counted);
      charged = 0;
      reserved = 0;
      counted = 0;
    }

    private void charge(int more) {
      long limit = vault.cost().limit(settings);
      boolean few = isFew(more, limit);
      if (!vaults.take(vault, more, limit)) {
        reserveOrRefuse(more, limit, few, "VaultRequestTypeLimitReached", vaults.left(vault));
      } else if (!subscriptions.take(subscription, more, limit * settings.subscriptionFactor())) {
        vaults.give(vault, more);
        Duration left = subscriptions.left(subscription);
        reserveOrRefuse(more, limit, few, "SubscriptionRequestTypeLimitReached", left);
      } else {
        charged += more;
      }
    }

    private boolean isFew(int more, long limit) {
      boolean few = vault.cost() == Cost.USE && callers.take(caller, more, limit / FEW);
      counted += few ? more : 0;
      return few;
    }

    /** All reserves of a vault together are as much as the vault itself has. */
    private void reserveOrRefuse(int more, long limit, boolean few, String reason, Duration left) {
      if (!few || !reserves.take(vault, more, limit)) {
        giveBack();
        throw new ThrottledException(reason, left);
      }
      reserved += more;
    }
  }
}
