package dev.freehold.vault.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.vault.VaultLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts requests of which anybody can send more than a ledger should store: those without a token,
 * as every client's first request is, and those that were turned away because there were too many.
 * From time to time each kind gets one entry with the number of its requests. A known caller's kind
 * names the caller, operation and key; if there are too many kinds, further ones are counted
 * together. Thread-safe.
 */
public final class RequestTally {

  private final Ledger ledger;
  private final Clock clock;

  @GuardedBy("this")
  private Map<CountedKind, Count> counts = new HashMap<>();

  /** Writes into {@code ledger}. */
  public RequestTally(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  private record Count(long requests, Instant first, Instant last, String lastAddress) {
    Count plus(Count more) {
      boolean later = more.last.isAfter(last);
      Instant earliest = first.isBefore(more.first) ? first : more.first;
      return new Count(
          requests + more.requests,
          earliest,
          later ? more.last : last,
          later ? more.lastAddress : lastAddress);
    }
  }

  /** Counts the request of {@code trail}. */
  public void count(AuditTrail trail, int status) {
    Instant now = clock.instant();
    add(trail.kind(status), new Count(1, now, now, trail.address()));
  }

  private synchronized void add(CountedKind kind, Count count) {
    counts.merge(inBounds(kind), count, Count::plus);
  }

  @GuardedBy("this")
  private CountedKind inBounds(CountedKind kind) {
    if (fits(kind, VaultLimits.MAX_COUNTED_KINDS)) {
      return kind;
    }
    CountedKind coarse = kind.ofAnyObject();
    return fits(coarse, 2 * VaultLimits.MAX_COUNTED_KINDS) ? coarse : kind.ofAnyCaller();
  }

  @GuardedBy("this")
  private boolean fits(CountedKind kind, int max) {
    return counts.size() < max || counts.containsKey(kind);
  }

  /** Writes what was counted and starts again. What cannot be written is kept for the next time. */
  public void write() {
    Map<CountedKind, Count> unwritten = new HashMap<>(takeAll());
    try {
      for (var entry : Map.copyOf(unwritten).entrySet()) {
        ledger.append(entry(entry.getKey(), entry.getValue()));
        unwritten.remove(entry.getKey());
      }
    } finally {
      unwritten.forEach(this::add);
    }
  }

  private synchronized Map<CountedKind, Count> takeAll() {
    Map<CountedKind, Count> all = counts;
    counts = new HashMap<>();
    return all;
  }

  private static LedgerEntry entry(CountedKind kind, Count count) {
    Map<String, String> details = new HashMap<>();
    details.put("httpStatusCode", Integer.toString(kind.status()));
    details.put("resultSignature", AuditTrail.signature(kind.status()));
    details.put("requestCount", Long.toString(count.requests()));
    details.put("firstRequest", count.first().toString());
    details.put("lastRequest", count.last().toString());
    if (!kind.description().isEmpty()) {
      details.put("resultDescription", kind.description());
    }
    Map<String, String> personal = new HashMap<>();
    boolean known = kind.address().isEmpty();
    personal.put(ActOrigin.ADDRESS, known ? count.lastAddress() : kind.address());
    if (known) {
      personal.put(AuditTrail.OBJECT_ID, kind.actor());
    }
    return new LedgerEntry(
        kind.tenantId(),
        kind.actor(),
        kind.operation(),
        kind.objectId(),
        AuditTrail.outcome(kind.status()),
        details,
        personal);
  }
}
