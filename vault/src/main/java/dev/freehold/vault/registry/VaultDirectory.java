package dev.freehold.vault.registry;

import dev.freehold.vault.VaultLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A short cache of the vaults with their access policies. With it a request reads only its key from
 * the database, and a request without a token reads nothing. A change of a vault in this process
 * clears the cache once the change is durable, so it counts from the next request. A change by
 * another process on the same database counts after {@link VaultLimits#DIRECTORY_FRESH}.
 * Thread-safe.
 */
public final class VaultDirectory {

  private final Clock clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** {@code clock} tells when an entry is too old. */
  public VaultDirectory(Clock clock) {
    this.clock = clock;
  }

  private record Entry(Optional<Vault> vault, Instant read, long afterChanges) {}

  /** The vault {@code foldedName}, which {@code load} reads if memory does not have it. */
  public Optional<Vault> find(String foldedName, Supplier<Optional<Vault>> load) {
    Instant now = clock.instant();
    Entry known = entries.get(foldedName);
    if (known != null && isFresh(known, now)) {
      return known.vault();
    }
    // Counted before it is read: what is read during a change is not taken for the state after it.
    long before = changes.get();
    Optional<Vault> vault = load.get();
    if (entries.size() >= VaultLimits.MAX_DIRECTORY_ENTRIES) {
      entries.values().removeIf(entry -> !isFresh(entry, now));
    }
    if (entries.size() < VaultLimits.MAX_DIRECTORY_ENTRIES) {
      entries.put(foldedName, new Entry(vault, now, before));
    }
    return vault;
  }

  /** Forgets everything; to be called after a change is durable and before it is answered. */
  public void forget() {
    changes.incrementAndGet();
    entries.clear();
  }

  private boolean isFresh(Entry entry, Instant now) {
    return entry.afterChanges() == changes.get()
        && !now.isBefore(entry.read())
        && now.isBefore(entry.read().plus(VaultLimits.DIRECTORY_FRESH));
  }
}
