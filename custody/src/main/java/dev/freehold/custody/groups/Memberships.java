package dev.freehold.custody.groups;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.StandingCache;
import dev.freehold.persistence.Database;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Tells in which groups somebody is. What was read is kept for {@link
 * CustodyLimits#STANDING_REREAD}, so that a removal takes effect on other nodes after that time at
 * most, and at once on the node where it was made. Safe for use by many threads.
 */
public final class Memberships {

  private final Database database;
  private final StandingCache<Set<UUID>> cache;

  /**
   * Reads from {@code database}.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public Memberships(Database database, LongSupplier ticker) {
    this.database = database;
    this.cache = new StandingCache<>(ticker);
  }

  /**
   * The groups of somebody as they were known a moment ago.
   *
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  public Set<UUID> of(UUID tenantId, UUID memberId) {
    return cache
        .find(
            tenantId,
            memberId,
            _ -> true,
            () -> Optional.of(database.read(tx -> of(tx, tenantId, memberId))))
        .orElseThrow();
  }

  /** The groups of somebody as they are in the caller's transaction. */
  public static Set<UUID> of(Handle tx, UUID tenantId, UUID memberId) {
    return Set.copyOf(MemberRows.groupsOf(tx, tenantId, memberId));
  }

  /** Runs a transaction that changes who is in a group, and forgets what was read before it. */
  <R> R change(Supplier<R> transaction) {
    return cache.change(transaction);
  }
}
