package dev.freehold.server.notifications;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, at least once. One process has a delivery at a time; if it dies, another one
 * goes on when its time is over. A receiver gets one after the other. Tenants with the fewest tries
 * under way come first. Thread-safe.
 */
final class DeliveryRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRounds.class);
  private static final String ACTOR = LedgerEntry.SYSTEM_PREFIX + "notifications";
  private static final Duration CLOSING = Duration.ofSeconds(8);

  private final Database database;
  private final Ledger ledger;
  private final Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);
  private final NotificationMetrics metrics;
  private final Clock clock;
  private final UUID node = UUID.randomUUID();
  private final DeliveryPlaces places = new DeliveryPlaces();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("notification-delivery-", 0).factory());

  private Instant cleanedAt = Instant.EPOCH;

  DeliveryRounds(
      Database database,
      Ledger ledger,
      List<Carrier> carriers,
      NotificationMetrics metrics,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    carriers.forEach(carrier -> this.carriers.put(carrier.channel(), carrier));
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Begins to send what is due, as far as there are places; now and then deletes what is old. For
   * one thread.
   */
  void run() {
    Instant now = now();
    metrics.waiting(database.read(DeliveryRows::countWaiting));
    List<NotificationDelivery> due =
        database.read(
            tx ->
                DeliveryRows.due(
                    tx,
                    carriers.keySet(),
                    now,
                    RetryTimes.farOff(now),
                    NotificationLimits.DUE_ROWS));
    places.fewestFirst(due).forEach(this::begin);
    if (Duration.between(cleanedAt, now).abs().compareTo(NotificationLimits.CLEANING) > 0) {
      int deleted =
          database.write(
              tx ->
                  NotificationRows.deleteBefore(
                      tx, now.minus(NotificationLimits.KEPT), NotificationLimits.DELETED_ROWS));
      cleanedAt = deleted < NotificationLimits.DELETED_ROWS ? now : cleanedAt;
    }
  }

  private void begin(NotificationDelivery delivery) {
    if (!places.take(delivery)) {
      return;
    }
    try {
      threads.execute(
          () -> {
            try {
              sendAll(delivery, Receiver.of(delivery));
            } catch (RuntimeException failed) {
              LOG.warn("a notification waits, it could not be noted that it was sent", failed);
            } finally {
              places.leave(delivery);
            }
          });
    } catch (RejectedExecutionException closing) {
      places.leave(delivery);
    }
  }

  /** Goes on with what else is due to the receiver, until something does not arrive. */
  private void sendAll(NotificationDelivery first, Receiver receiver) {
    Optional<NotificationDelivery> next = Optional.of(first);
    while (next.isPresent() && send(next.get()) && !threads.isShutdown()) {
      Instant now = now();
      next = database.read(tx -> DeliveryRows.dueTo(tx, receiver, now, RetryTimes.farOff(now)));
    }
  }

  /** Whether it arrived. */
  private boolean send(NotificationDelivery delivery) {
    Instant begun = now();
    boolean isOurs =
        database.write(
            tx ->
                DeliveryRows.hold(tx, delivery, node, begun, begun.plus(NotificationLimits.LEASE)));
    if (!isOurs) {
      return false;
    }
    Notification notification =
        database.read(tx -> NotificationRows.find(tx, delivery.notificationId())).orElseThrow();
    Carried carried = carry(notification, delivery);
    metrics.tried(delivery.channel(), carried);
    note(notification, delivery, carried);
    return carried.outcome() == Carried.Outcome.SENT;
  }

  private Carried carry(Notification notification, NotificationDelivery delivery) {
    try {
      return carriers.get(delivery.channel()).carry(notification, delivery.receiver());
    } catch (RuntimeException failed) {
      LOG.warn("a notification could not be sent and is tried again", failed);
      return Carried.failed("internal-error");
    }
  }

  private void note(Notification notification, NotificationDelivery delivery, Carried carried) {
    Instant now = now();
    long tries = delivery.tries() + 1;
    DeliveryState state =
        switch (carried.outcome()) {
          case SENT -> DeliveryState.SENT;
          case REJECTED -> DeliveryState.GIVEN_UP;
          case NO_RECEIVER -> DeliveryState.DROPPED;
          case FAILED ->
              RetryTimes.isOver(notification, now) ? DeliveryState.GIVEN_UP : DeliveryState.WAITING;
        };
    boolean isEnd =
        database.write(
            tx -> {
              boolean isNoted =
                  DeliveryRows.end(
                      tx,
                      delivery.id(),
                      node,
                      state,
                      carried.status(),
                      RetryTimes.next(now, tries));
              if (isNoted && state == DeliveryState.GIVEN_UP) {
                ledger.append(tx, gaveUp(notification, delivery, carried, tries));
              }
              return isNoted && state == DeliveryState.GIVEN_UP;
            });
    if (isEnd) {
      metrics.gaveUp(delivery.channel());
      LOG.warn(
          "notification {} is given up after {} tries: {}",
          notification.id(),
          tries,
          carried.status());
    }
  }

  private static LedgerEntry gaveUp(
      Notification notification, NotificationDelivery delivery, Carried carried, long tries) {
    return new LedgerEntry(
        notification.tenantId(),
        ACTOR,
        "NotificationGiveUp",
        notification.id().toString(),
        LedgerEntry.Outcome.FAILED,
        Map.of(
            "kind", notification.kind().word(),
            "channel", delivery.channel().name().toLowerCase(Locale.ROOT),
            "receiver", delivery.receiver(),
            "tries", Long.toString(tries),
            "lastStatus", carried.status()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Waits a little for what is under way; what is not over by then is sent again later. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
        if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("a notification is still being sent");
        }
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
