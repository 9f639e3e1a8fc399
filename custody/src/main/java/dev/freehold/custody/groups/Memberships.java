package dev.freehold.custody.groups;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import java.util.LinkedHashMap;
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

  private static final long LIFE_NANOS = CustodyLimits.STANDING_REREAD.toNanos();

  private final Database database;
  private final LongSupplier ticker;

  @GuardedBy("this")
  private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("this")
  private long changes;

  /**
   * Reads from {@code database}.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public Memberships(Database database, LongSupplier ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  /**
   * The groups of somebody as they were known a moment ago.
   *
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  public Set<UUID> of(UUID tenantId, UUID memberId) {
    long now = ticker.getAsLong();
    long changesBefore;
    synchronized (this) {
      Entry known = entries.get(memberId);
      if (known != null
          && now - known.readAtNanos < LIFE_NANOS
          && known.tenantId.equals(tenantId)) {
        return known.groups;
      }
      changesBefore = changes;
    }
    Set<UUID> read = database.read(tx -> of(tx, tenantId, memberId));
    synchronized (this) {
      // What changed since it was read may have made it untrue.
      if (changes == changesBefore) {
        entries.put(memberId, new Entry(tenantId, read, now));
        if (entries.size() > CustodyLimits.MAX_KNOWN_STANDINGS) {
          entries.pollFirstEntry();
        }
      }
    }
    return read;
  }

  /** The groups of somebody as they are in the caller's transaction. */
  public static Set<UUID> of(Handle tx, UUID tenantId, UUID memberId) {
    return Set.copyOf(MemberRows.groupsOf(tx, tenantId, memberId));
  }

  /** Runs a transaction that changes who is in a group, and forgets what was read before it. */
  <R> R change(Supplier<R> transaction) {
    try {
      return transaction.get();
    } finally {
      synchronized (this) {
        changes++;
        entries.clear();
      }
    }
  }

  private record Entry(UUID tenantId, Set<UUID> groups, long readAtNanos) {}
}
