package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.roots.RootKeyUri;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which vaults were silent when they were last asked, and which keys they refused. So nobody waits
 * for one that was silent a moment ago before the other root is asked too. What was heard of
 * longest ago is forgotten first. Safe for use by many threads.
 */
final class SilentRoots {

  private final int maxVaults;
  private final long memoryNanos;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private final LinkedHashMap<String, Heard> vaults = new LinkedHashMap<>();

  /** When a key was refused that was not given since. */
  @GuardedBy("this")
  private final LinkedHashMap<String, Long> refusedAt = new LinkedHashMap<>();

  /** What was heard last of a vault, and the root that it was asked about. */
  private record Heard(boolean isSilent, PolicyRoot root, long atNanos) {}

  SilentRoots(int maxVaults, Duration memory, LongSupplier nanoTime) {
    this.maxVaults = maxVaults;
    this.memoryNanos = memory.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whatever it answered, it did, and did not refuse. */
  synchronized void answered(RootKeyUri key, PolicyRoot root) {
    keep(key, root, false);
    refusedAt.remove(key.toString());
  }

  /** It answered that it does not give this key. */
  synchronized void refused(RootKeyUri key, PolicyRoot root) {
    keep(key, root, false);
    refusedAt.putLast(key.toString(), nanoTime.getAsLong());
    if (refusedAt.size() > maxVaults) {
      refusedAt.pollFirstEntry();
    }
  }

  void silent(RootKeyUri key, PolicyRoot root) {
    keep(key, root, true);
  }

  private synchronized void keep(RootKeyUri key, PolicyRoot root, boolean isSilent) {
    vaults.putLast(key.vaultUrl(), new Heard(isSilent, root, nanoTime.getAsLong()));
    if (vaults.size() > maxVaults) {
      vaults.pollFirstEntry();
    }
  }

  /** Tells whether the root's vault was silent within the time of memory, and not heard since. */
  synchronized boolean isSilent(RootKeyUri root) {
    Heard last = vaults.get(root.vaultUrl());
    return last != null && isSilent(last, memoryNanos);
  }

  /**
   * The vaults, by URL, that were silent within this time and not heard since, not by way of {@code
   * back} either; each with the root that it was asked about.
   */
  synchronized Map<String, PolicyRoot> silent(Duration within, VaultsBack back) {
    Map<String, PolicyRoot> silent = new HashMap<>();
    vaults.forEach(
        (url, last) -> {
          if (isStillSilent(url, within, back)) {
            silent.put(url, last.root());
          }
        });
    return silent;
  }

  /** Tells whether any key was refused within this time, and not given since. */
  synchronized boolean isAnyRefused(Duration within) {
    return refusedAt.values().stream().anyMatch(at -> nanoTime.getAsLong() - at < within.toNanos());
  }

  /** Tells whether this vault is one of the silent ones. */
  synchronized boolean isStillSilent(String vaultUrl, Duration within, VaultsBack back) {
    Heard last = vaults.get(vaultUrl);
    return last != null
        && isSilent(last, within.toNanos())
        && !back.isSince(vaultUrl, last.atNanos());
  }

  private boolean isSilent(Heard last, long withinNanos) {
    return last.isSilent() && nanoTime.getAsLong() - last.atNanos() < withinNanos;
  }
}
