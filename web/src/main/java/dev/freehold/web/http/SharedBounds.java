package dev.freehold.web.http;

import dev.freehold.web.WebLimits;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.Proxies;

/**
 * What all listeners of a process have together; made once, and handed to each.
 *
 * @param bodies the memory for request bodies that are held
 * @param answers the memory for long answers that wait for their clients
 * @param known the networks that strangers do not keep out
 * @param proxies whose word about a client's address counts
 */
public record SharedBounds(
    BodyMemory bodies, BodyMemory answers, KnownNetworks known, Proxies proxies) {

  /** The same without proxies in front. */
  public static SharedBounds ofProcess() {
    return ofProcess(Proxies.NONE);
  }

  /** Sized from the heap of this process, in the bounds of {@link WebLimits}. */
  public static SharedBounds ofProcess(Proxies proxies) {
    return new SharedBounds(
        memory(WebLimits.MAX_BODIES_BYTES),
        memory(WebLimits.MAX_ANSWERS_BYTES),
        new KnownNetworks(),
        proxies);
  }

  private static BodyMemory memory(long maxBytes) {
    long bytes =
        Math.clamp(
            Runtime.getRuntime().maxMemory() / WebLimits.HEAP_PARTS,
            WebLimits.MIN_HELD_BYTES,
            maxBytes);
    return new BodyMemory(bytes, Math.min(WebLimits.MAX_HELD_BYTES_OF_SHARE, bytes / 4 * 3));
  }
}
