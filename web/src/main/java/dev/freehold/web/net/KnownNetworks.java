package dev.freehold.web.net;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.WebLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The networks from which a good token came lately. They have connections that strangers cannot
 * take. Thread-safe.
 */
public final class KnownNetworks {

  private final LongSupplier nanoTime;

  @GuardedBy("itself")
  private final Map<String, Long> seenNanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > WebLimits.MAX_KNOWN_NETWORKS;
        }
      };

  /** Knows nobody yet. */
  public KnownNetworks() {
    this(System::nanoTime);
  }

  KnownNetworks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody with a good token came from {@code address}. */
  public void remember(String address) {
    String network = PeerNetworks.of(address);
    synchronized (seenNanos) {
      seenNanos.put(network, nanoTime.getAsLong());
    }
  }

  boolean knows(String network) {
    synchronized (seenNanos) {
      Long seen = seenNanos.get(network);
      return seen != null && nanoTime.getAsLong() - seen < WebLimits.NETWORK_KNOWN_FOR.toNanos();
    }
  }
}
