package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.roots.RootKeyUri;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
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

  private record Heard(boolean isSilent, long atNanos) {}

  SilentRoots(int maxVaults, Duration memory, LongSupplier nanoTime) {
    this.maxVaults = maxVaults;
    this.memoryNanos = memory.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whatever it answered, it did, and did not refuse. */
  synchronized void answered(RootKeyUri root) {
    keep(root, false);
    refusedAt.remove(root.toString());
  }

  /** It answered that it does not give this key. */
  synchronized void refused(RootKeyUri root) {
    keep(root, false);
    refusedAt.putLast(root.toString(), nanoTime.getAsLong());
    if (refusedAt.size() > maxVaults) {
      refusedAt.pollFirstEntry();
    }
  }

  void silent(RootKeyUri root) {
    keep(root, true);
  }

  private synchronized void keep(RootKeyUri root, boolean isSilent) {
    vaults.putLast(root.vaultUrl(), new Heard(isSilent, nanoTime.getAsLong()));
    if (vaults.size() > maxVaults) {
      vaults.pollFirstEntry();
    }
  }

  /** Tells whether the root's vault was silent within the time of memory, and not heard since. */
  synchronized boolean isSilent(RootKeyUri root) {
    Heard last = vaults.get(root.vaultUrl());
    return last != null && isSilent(last, memoryNanos);
  }

  /** Tells whether any vault was silent within this time, and not heard since. */
  synchronized boolean isAnySilent(Duration within) {
    return vaults.values().stream().anyMatch(last -> isSilent(last, within.toNanos()));
  }

  /** Tells whether any key was refused within this time, and not given since. */
  synchronized boolean isAnyRefused(Duration within) {
    return refusedAt.values().stream().anyMatch(at -> nanoTime.getAsLong() - at < within.toNanos());
  }

  /** How long ago the root's vault answered, if that is the last that was heard of it. */
  synchronized Optional<Duration> sinceAnswer(RootKeyUri root) {
    return Optional.ofNullable(vaults.get(root.vaultUrl()))
        .filter(last -> !last.isSilent())
        .map(last -> Duration.ofNanos(nanoTime.getAsLong() - last.atNanos()));
  }

  private boolean isSilent(Heard last, long withinNanos) {
    return last.isSilent() && nanoTime.getAsLong() - last.atNanos() < withinNanos;
  }
}
