package dev.freehold.web.http;

import dev.freehold.web.WebLimits;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.Proxies;
import java.util.OptionalLong;

/**
 * The limits that all listeners of a process share; made once, and passed to each.
 *
 * @param bodies the memory for request bodies that are held
 * @param answers the memory for long answers that wait for their clients
 * @param known the networks that strangers cannot lock out
 * @param refusals logs requests that are refused before authentication
 * @param proxies the proxies that are trusted to state a client's address
 * @param connections how many connections each listener accepts
 */
public record SharedBounds(
    BodyMemory bodies,
    BodyMemory answers,
    KnownNetworks known,
    RefusalLog refusals,
    Proxies proxies,
    ConnectionBounds connections) {

  /** The defaults of {@link WebLimits}, and no proxies in front. */
  public static SharedBounds ofProcess() {
    return of(OptionalLong.empty(), WebLimits.MAX_CONNECTIONS, Proxies.NONE);
  }

  /**
   * The configured bounds.
   *
   * @param heldBytes the memory for bodies, and as much for answers; empty for a part of the heap
   * @param connections how many each listener holds
   * @param proxies whose word about a client's address counts
   */
  public static SharedBounds of(OptionalLong heldBytes, int connections, Proxies proxies) {
    long bytes = heldBytes.orElseGet(SharedBounds::partOfHeapBytes);
    return new SharedBounds(
        memory(bytes),
        memory(bytes),
        new KnownNetworks(),
        new RefusalLog(),
        proxies,
        ConnectionBounds.of(connections));
  }

  /** The same for a listener that holds {@code ownConnections}, not the configured number. */
  public SharedBounds with(int ownConnections) {
    return new SharedBounds(
        bodies, answers, known, refusals, proxies, ConnectionBounds.of(ownConnections));
  }

  private static long partOfHeapBytes() {
    return Math.clamp(
        Runtime.getRuntime().maxMemory() / WebLimits.HEAP_PARTS,
        WebLimits.MIN_HELD_BYTES,
        WebLimits.MAX_HELD_BYTES);
  }

  private static BodyMemory memory(long bytes) {
    return new BodyMemory(bytes, Math.min(WebLimits.MAX_HELD_BYTES_OF_SHARE, bytes / 4 * 3));
  }
}
