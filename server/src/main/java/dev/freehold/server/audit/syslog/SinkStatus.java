package dev.freehold.server.audit.syslog;

import dev.freehold.ledger.publish.LogKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the collector of audit records is behind, for metrics and the health page. Thread-safe.
 */
public final class SinkStatus {

  /** A record that waits for longer is a reason for somebody to look. */
  static final Duration ALARM = Duration.ofMinutes(5);

  private final Clock clock;
  private final Counter sent;
  private final Counter failures;
  private volatile long waiting;
  private volatile Optional<Instant> oldest = Optional.empty();

  /** Shows itself in {@code meters}, as that of one ledger. */
  SinkStatus(MeterRegistry meters, LogKind kind, Clock clock) {
    Tags ledger = Tags.of("ledger", kind.part());
    this.clock = clock;
    this.sent = meters.counter("freehold.audit.sink.sent", ledger);
    this.failures = meters.counter("freehold.audit.sink.failures", ledger);
    Gauge.builder("freehold.audit.sink.lag.records", this, each -> each.waiting)
        .tags(ledger)
        .register(meters);
    Gauge.builder("freehold.audit.sink.lag.seconds", this, each -> each.lag().toSeconds())
        .tags(ledger)
        .register(meters);
  }

  /**
   * What is not confirmed yet.
   *
   * @param records how many
   * @param first when the first of them was recorded
   */
  void waiting(long records, Optional<Instant> first) {
    waiting = records;
    oldest = first;
  }

  void sent(int records) {
    sent.increment(records);
  }

  void failed() {
    failures.increment();
  }

  /** For how long the oldest record waits that is not confirmed. */
  public Duration lag() {
    return oldest
        .map(first -> Duration.between(first, clock.instant()))
        .filter(waited -> !waited.isNegative())
        .orElse(Duration.ZERO);
  }

  /**
   * Returns if and only if the collector keeps up.
   *
   * @throws IllegalStateException otherwise
   */
  public void requireKeepingUp() {
    if (lag().compareTo(ALARM) > 0) {
      throw new IllegalStateException("audit records wait for the collector since " + lag());
    }
  }
}
