package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Which vaults have answered since they were silent, when nobody needed a key of theirs. It is told
 * and decides nothing, not even which root is asked first. The one heard of longest ago is
 * forgotten first. Safe for use by many threads.
 */
final class VaultsBack {

  /** As many as are told of. */
  private static final int MAX_VAULTS = 10_000;

  @GuardedBy("this")
  private final LinkedHashMap<String, Back> vaults = new LinkedHashMap<>();

  /** By two clocks: what was heard here before, and what checks of any node had found before. */
  private record Back(long askedAtNanos, Instant checkedUntil) {}

  /** Keeps that a vault has answered; of two times the later one counts. */
  synchronized void answered(
      String vaultUrl, long askedAtNanos, Optional<Instant> newestSilentCheck) {
    Back before = vaults.getOrDefault(vaultUrl, new Back(askedAtNanos, Instant.MIN));
    Instant until = newestSilentCheck.orElse(Instant.MIN);
    vaults.putLast(
        vaultUrl,
        new Back(
            askedAtNanos - before.askedAtNanos() > 0 ? askedAtNanos : before.askedAtNanos(),
            until.isAfter(before.checkedUntil()) ? until : before.checkedUntil()));
    if (vaults.size() > MAX_VAULTS) {
      vaults.pollFirstEntry();
    }
  }

  /** Tells whether it answered a question that was asked after {@code nanos}. */
  synchronized boolean isSince(String vaultUrl, long nanos) {
    Back back = vaults.get(vaultUrl);
    return back != null && back.askedAtNanos() - nanos > 0;
  }

  /**
   * Tells whether it answered a question that was asked after {@code nanos} and when this check had
   * been made. A check that somebody dates far ahead cannot hide later ones for long that way.
   */
  synchronized boolean isSinceCheck(String vaultUrl, Instant checkedAt, long nanos) {
    return isSince(vaultUrl, nanos) && !checkedAt.isAfter(vaults.get(vaultUrl).checkedUntil());
  }
}
