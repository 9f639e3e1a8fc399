package dev.freehold.server.notifications;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The figures of notifications. Thread-safe. */
final class NotificationMetrics {

  private final MeterRegistry meters;
  private volatile long waiting;

  NotificationMetrics(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("freehold.notifications.waiting", this, each -> each.waiting).register(meters);
  }

  /** An occasion became a notification, or was counted with one that there is. */
  void occasion(NotificationKind kind, boolean isNew) {
    meters
        .counter(
            "freehold.notifications.occasions", "kind", kind.word(), "new", Boolean.toString(isNew))
        .increment();
  }

  /** An entry that should have become one did not. */
  void unreadable() {
    meters.counter("freehold.notifications.unreadable").increment();
  }

  void tried(Channel channel, Carried carried) {
    meters
        .counter(
            "freehold.notifications.tries",
            "channel",
            word(channel),
            "outcome",
            word(carried.outcome()))
        .increment();
  }

  void gaveUp(Channel channel) {
    meters.counter("freehold.notifications.given_up", "channel", word(channel)).increment();
  }

  /** How many deliveries are not done. */
  void waiting(long deliveries) {
    waiting = deliveries;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
