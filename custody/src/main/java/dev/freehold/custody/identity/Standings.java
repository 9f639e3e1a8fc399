package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Checks that an identity still is what its token says. A token lives for up to an hour; a person
 * who was deleted, disabled, demoted or signed out everywhere in that time must not act by it. What
 * was read is cached for {@link CustodyLimits#STANDING_REREAD}. So a change takes effect on other
 * nodes after that time at most, and at once on the node where it was made. A refusal is never
 * taken from the cache. Safe for use by many threads.
 */
public final class Standings {

  private final Database database;
  private final StandingCache<Identity> cache;

  /**
   * Reads from {@code database}.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public Standings(Database database, LongSupplier ticker) {
    this.database = database;
    this.cache = new StandingCache<>(ticker);
  }

  /**
   * The caller with those roles of the token that it still has; empty if it is gone or disabled, or
   * was signed out everywhere since the token was made.
   *
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  public Optional<Caller> current(Caller caller) {
    return find(
            caller.tenantId(),
            caller.objectId(),
            identity ->
                isCurrent(identity, caller.signOuts())
                    && identity.roles().containsAll(caller.roles()))
        .filter(identity -> isCurrent(identity, caller.signOuts()))
        .map(identity -> caller.with(common(identity.roles(), caller.roles())));
  }

  /**
   * Whether the bearer of a token is there and enabled, and has not signed out everywhere since.
   *
   * @param signOuts what the token says about that
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  public boolean isCurrent(UUID tenantId, UUID objectId, long signOuts) {
    return find(tenantId, objectId, identity -> isCurrent(identity, signOuts))
        .filter(identity -> isCurrent(identity, signOuts))
        .isPresent();
  }

  /**
   * Whose a session is, with the roles of now; empty if they are gone or disabled, or were signed
   * out everywhere since the session began.
   *
   * @param signOuts what the session says about that
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  public Optional<Identity> identity(UUID tenantId, UUID objectId, long signOuts) {
    return find(tenantId, objectId, identity -> isCurrent(identity, signOuts))
        .filter(identity -> isCurrent(identity, signOuts));
  }

  private static boolean isCurrent(Identity identity, long signOuts) {
    return identity.enabled() && identity.signOuts() == signOuts;
  }

  private static Set<Role> common(Set<Role> now, Set<Role> inToken) {
    EnumSet<Role> common = EnumSet.noneOf(Role.class);
    common.addAll(now);
    common.retainAll(inToken);
    return common;
  }

  private Optional<Identity> find(UUID tenantId, UUID objectId, Predicate<Identity> suffices) {
    return cache.find(
        tenantId,
        objectId,
        suffices,
        () ->
            database
                .read(tx -> IdentityRows.byObjectId(tx, tenantId, objectId))
                .map(IdentityRows.Row::identity));
  }

  /** Runs a transaction that changes what somebody may do, and forgets what was read before it. */
  public <R> R change(Supplier<R> transaction) {
    return cache.change(transaction);
  }
}
