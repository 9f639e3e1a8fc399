package dev.freehold.mail.migration.imap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The places of this node at which sources are waited for. Tenants that want places have equal
 * shares of them, and so have the batches of a tenant; a quarter is kept free of any one tenant, so
 * that another need not wait for silent servers to be given up. Safe for use by many threads.
 */
public final class SourcePlaces {

  /** Longer than a shard that waits is left alone: who has not asked since, wants nothing. */
  private static final long WANTS_NANOS = Duration.ofSeconds(90).toNanos();

  private final int total;
  private final LongSupplier nanoTicker;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final List<Place> taken = new ArrayList<>();

  /** When a batch last asked. */
  @GuardedBy("lock")
  private final Map<Owner, Long> wanted = new HashMap<>();

  /**
   * Has so many places.
   *
   * @param nanoTicker a monotonic clock
   */
  public SourcePlaces(int total, LongSupplier nanoTicker) {
    this.total = total;
    this.nanoTicker = nanoTicker;
  }

  /** Takes a place; empty if the node has none left for this batch. Close it to give it back. */
  public Optional<Place> take(UUID tenantId, UUID batchId) {
    Owner owner = new Owner(tenantId, batchId);
    synchronized (lock) {
      long now = nanoTicker.getAsLong();
      wanted.put(owner, now);
      Set<Owner> holders = taken.stream().map(place -> place.owner).collect(Collectors.toSet());
      wanted
          .entrySet()
          .removeIf(
              entry -> now - entry.getValue() > WANTS_NANOS && !holders.contains(entry.getKey()));
      long tenants = wanted.keySet().stream().map(Owner::tenantId).distinct().count();
      long batches = wanted.keySet().stream().filter(owner::isSameTenant).count();
      int ofTenant = Math.min(share(total, tenants), Math.max(1, total - total / 4));
      boolean isFair = heldByTenant(owner) < ofTenant && held(owner) < share(ofTenant, batches);
      if (taken.size() >= total || !isFair) {
        return Optional.empty();
      }
      Place place = new Place(owner);
      taken.add(place);
      return Optional.of(place);
    }
  }

  private static int share(int of, long among) {
    return (int) Math.max(1, (of + among - 1) / among);
  }

  @GuardedBy("lock")
  private long held(Owner owner) {
    return taken.stream().filter(place -> place.owner.equals(owner)).count();
  }

  @GuardedBy("lock")
  private long heldByTenant(Owner owner) {
    return taken.stream().filter(place -> owner.isSameTenant(place.owner)).count();
  }

  private record Owner(UUID tenantId, UUID batchId) {
    boolean isSameTenant(Owner other) {
      return tenantId.equals(other.tenantId);
    }
  }

  /** A place that is taken. */
  public final class Place implements AutoCloseable {
    private final Owner owner;

    private Place(Owner owner) {
      this.owner = owner;
    }

    @Override
    public void close() {
      synchronized (lock) {
        taken.remove(this);
      }
    }
  }
}
