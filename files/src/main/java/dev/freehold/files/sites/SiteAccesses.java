package dev.freehold.files.sites;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.persistence.Database;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds a principal's access to a site, for every request of a client. What was read is cached for
 * {@link FilesLimits#SITE_ACCESS_REREAD}. So after a role was taken away or a site deleted, other
 * nodes stop access within that time, and the node where it was done at once. A missing or
 * insufficient role is never taken from the cache. Safe for use by many threads.
 */
public final class SiteAccesses {

  private static final long LIFE_NANOS = FilesLimits.SITE_ACCESS_REREAD.toNanos();

  private final Database database;
  private final LongSupplier ticker;

  @GuardedBy("this")
  private final Recent<Key, Entry> entries = new Recent<>(FilesLimits.MAX_KNOWN_SITE_ACCESSES);

  @GuardedBy("this")
  private long changes;

  /**
   * Reads from {@code database}.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public SiteAccesses(Database database, LongSupplier ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  /**
   * The site of this name as a principal reaches it; empty if it has no role on it, and if there is
   * no such site.
   *
   * @param needed the role for which what was read before may do
   */
  public Optional<ReachedSite> find(UUID tenantId, String name, UUID principalId, SiteRole needed) {
    Key key = new Key(tenantId, name, principalId);
    long now = ticker.getAsLong();
    long changesBefore;
    synchronized (this) {
      Optional<ReachedSite> known =
          entries
              .find(key)
              .filter(entry -> now - entry.readAtNanos < LIFE_NANOS)
              .map(Entry::access)
              .filter(access -> access.role().includes(needed));
      if (known.isPresent()) {
        return known;
      }
      changesBefore = changes;
    }
    Optional<ReachedSite> read =
        database.read(tx -> SiteRows.access(tx, tenantId, name, principalId));
    synchronized (this) {
      // What changed since it was read may have made it untrue.
      if (read.isPresent() && changes == changesBefore) {
        entries.put(key, new Entry(read.get(), now));
      }
    }
    return read;
  }

  /**
   * The site of this name, if the principal may do that much in it. One on which it has no role is
   * not there for it, and neither is one of another tenant.
   *
   * @throws FilesException {@code site-not-found}, {@code site-access-denied}
   */
  public Site require(UUID tenantId, String name, UUID principalId, SiteRole needed) {
    return require(find(tenantId, name, principalId, needed), needed);
  }

  /**
   * The same as it is now, for what is asked of a site alone: nothing else would show that it was
   * deleted on another node.
   */
  public Site requireNow(UUID tenantId, String name, UUID principalId, SiteRole needed) {
    return require(database.read(tx -> SiteRows.access(tx, tenantId, name, principalId)), needed);
  }

  private static Site require(Optional<ReachedSite> found, SiteRole needed) {
    ReachedSite access = found.orElseThrow(Sites::notFound);
    if (!access.role().includes(needed)) {
      throw new FilesException(
          FilesError.ACCESS_DENIED,
          "your role on this bucket is %s and this needs %s; ask its owner"
              .formatted(access.role(), needed));
    }
    return access.site();
  }

  /** Runs a transaction that takes a role or a site away, and forgets what was read before it. */
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

  private record Key(UUID tenantId, String name, UUID principalId) {}

  private record Entry(ReachedSite access, long readAtNanos) {}
}
