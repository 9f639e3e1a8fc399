package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.roots.RootKeyUri;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * The vaults that were silent a moment ago, so that nobody waits for one of them before the other
 * root is asked too. The one heard of longest ago is forgotten first. Safe for use by many threads.
 */
final class SilentRoots {

  private final int maxVaults;
  private final long memoryNanos;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private final LinkedHashMap<String, Long> silentSince = new LinkedHashMap<>();

  SilentRoots(int maxVaults, Duration memory, LongSupplier nanoTime) {
    this.maxVaults = maxVaults;
    this.memoryNanos = memory.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whatever it answered, it did. */
  synchronized void answered(RootKeyUri root) {
    silentSince.remove(root.vaultUrl());
  }

  synchronized void silent(RootKeyUri root) {
    silentSince.putLast(root.vaultUrl(), nanoTime.getAsLong());
    if (silentSince.size() > maxVaults) {
      silentSince.pollFirstEntry();
    }
  }

  /** Tells whether the root's vault was silent within the time of memory, and not heard since. */
  synchronized boolean isSilent(RootKeyUri root) {
    Long at = silentSince.get(root.vaultUrl());
    return at != null && nanoTime.getAsLong() - at < memoryNanos;
  }
}
