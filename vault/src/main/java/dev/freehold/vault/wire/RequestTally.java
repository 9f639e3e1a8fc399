package dev.freehold.vault.wire;

import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.vault.VaultLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts the requests of callers who brought nothing to tell who they are. Every client's first
 * request is one, and anybody can send more of them than a ledger should hold: so each tenant,
 * address and outcome gets one entry with the number of requests, written from time to time. When
 * there are too many addresses the further ones are counted together. Thread-safe.
 */
public final class StrangerTally {

  private static final String OTHER_ADDRESSES = "*";

  private final Ledger ledger;
  private final Clock clock;
  private Map<Stranger, Count> counts = new HashMap<>();

  /** Writes into {@code ledger}. */
  public StrangerTally(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What is counted together.
   *
   * @param tenantId whose vault was asked, or nobody's
   * @param host the vault's host, empty for a host where no vault is
   * @param address who asked
   * @param status what was answered
   */
  private record Stranger(UUID tenantId, String host, String address, int status) {
    Stranger withoutAddress() {
      return new Stranger(tenantId, "", OTHER_ADDRESSES, status);
    }
  }

  private record Count(long requests, Instant first, Instant last) {
    Count plus(Count more) {
      Instant latest = last.isAfter(more.last) ? last : more.last;
      Instant earliest = first.isBefore(more.first) ? first : more.first;
      return new Count(requests + more.requests, earliest, latest);
    }
  }

  /** Counts the request of {@code trail}. */
  public void count(AuditTrail trail, int status) {
    boolean known = !trail.tenantId().equals(AuditTrail.NO_TENANT);
    Instant now = clock.instant();
    add(
        new Stranger(trail.tenantId(), known ? trail.host() : "", trail.address(), status),
        new Count(1, now, now));
  }

  private synchronized void add(Stranger stranger, Count count) {
    boolean full = counts.size() >= VaultLimits.MAX_STRANGERS && !counts.containsKey(stranger);
    counts.merge(full ? stranger.withoutAddress() : stranger, count, Count::plus);
  }

  /** Writes what was counted and begins anew. What cannot be written is kept for the next time. */
  public void write() {
    Map<Stranger, Count> unwritten = new HashMap<>(takeAll());
    try {
      for (var entry : Map.copyOf(unwritten).entrySet()) {
        ledger.append(entry(entry.getKey(), entry.getValue()));
        unwritten.remove(entry.getKey());
      }
    } finally {
      unwritten.forEach(this::add);
    }
  }

  private synchronized Map<Stranger, Count> takeAll() {
    Map<Stranger, Count> all = counts;
    counts = new HashMap<>();
    return all;
  }

  private static LedgerEntry entry(Stranger stranger, Count count) {
    Map<String, String> details =
        Map.of(
            "httpStatusCode", Integer.toString(stranger.status()),
            "resultSignature", AuditTrail.signature(stranger.status()),
            "requestCount", Long.toString(count.requests()),
            "firstRequest", count.first().toString(),
            "lastRequest", count.last().toString());
    String host = stranger.host().isEmpty() ? "elsewhere" : stranger.host();
    return new LedgerEntry(
        stranger.tenantId(),
        AuditTrail.ANONYMOUS,
        AuditTrail.AUTHENTICATION,
        host,
        AuditTrail.outcome(stranger.status()),
        details,
        Map.of(ActOrigin.ADDRESS, stranger.address()));
  }
}
