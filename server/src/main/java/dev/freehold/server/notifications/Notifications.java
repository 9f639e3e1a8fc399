package dev.freehold.server.notifications;

import dev.freehold.custody.identity.Tenants;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.RowIds;
import dev.freehold.server.AllWorks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notifies people and programs of what is in the ledgers, and tells what became of that.
 * Thread-safe.
 */
public final class Notifications implements AutoCloseable {

  /** The tables of notifications. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("notifications");

  private final Database database;
  private final Ledger ledger;
  private final List<NotificationIntake> intakes;
  private final Runnable works;
  private final DeliveryRounds rounds;
  private final Clock clock;

  /**
   * Wires them; nothing is read or sent yet.
   *
   * @param database where notifications are kept, with {@code ledger} in it
   * @param feeds the ledgers that are read, with the sources of occasions for each
   * @param carriers the channels
   */
  public Notifications(
      Database database,
      Ledger ledger,
      Map<LogKind, Feed> feeds,
      Tenants tenants,
      List<Carrier> carriers,
      MeterRegistry meters,
      Clock clock) {
    NotificationMetrics metrics = new NotificationMetrics(meters);
    this.database = database;
    this.ledger = ledger;
    this.intakes =
        feeds.entrySet().stream()
            .map(
                each ->
                    new NotificationIntake(
                        each.getKey().name(),
                        each.getValue().feed(),
                        each.getValue().sources(),
                        database,
                        tenants,
                        carriers,
                        metrics,
                        clock))
            .toList();
    this.rounds = new DeliveryRounds(database, ledger, carriers, metrics, clock);
    this.works =
        new AllWorks(
            Stream.concat(
                    intakes.stream().map(intake -> (Runnable) intake::run), Stream.of(rounds::run))
                .toList());
    this.clock = clock;
  }

  /**
   * A ledger that is read.
   *
   * @param sources which of its entries are occasions
   */
  public record Feed(LedgerFeed feed, List<OccasionSource> sources) {
    /** Copies the list. */
    public Feed {
      sources = List.copyOf(sources);
    }
  }

  /** Notes where to begin at the first start. Called once, before {@link #run}. */
  public void begin() {
    intakes.forEach(NotificationIntake::begin);
  }

  /**
   * Reads what is new and begins to send what is due, also if one of the ledgers cannot be read;
   * for one thread.
   */
  public void run() {
    works.run();
  }

  /**
   * Sends something to one receiver that only says that it is a test.
   *
   * @param actor who tries it, for the ledger
   */
  public Sent test(UUID tenantId, Channel channel, String receiver, String actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = RowIds.next(clock);
    Occasion occasion = new Occasion(NotificationKind.TEST, tenantId, receiver, Map.of());
    return database.write(
        tx -> {
          NotificationIntake.insert(
              tx, id, occasion, List.of(new Receiver(channel, receiver)), clock, now);
          ledger.append(
              tx,
              new LedgerEntry(
                  tenantId,
                  actor,
                  "NotificationTest",
                  receiver,
                  LedgerEntry.Outcome.DONE,
                  Map.of("notificationId", id.toString())));
          return new Sent(
              NotificationRows.find(tx, id).orElseThrow(), DeliveryRows.of(tx, List.of(id)));
        });
  }

  /**
   * A tenant's notifications, the newest first.
   *
   * @param before only those that are older than the one of this id
   */
  public List<Sent> list(UUID tenantId, UUID before, int max) {
    return database.read(
        tx -> {
          List<Notification> page = NotificationRows.list(tx, tenantId, before, max);
          Map<UUID, List<NotificationDelivery>> deliveries =
              DeliveryRows.of(tx, page.stream().map(Notification::id).toList()).stream()
                  .collect(Collectors.groupingBy(NotificationDelivery::notificationId));
          return page.stream()
              .map(each -> new Sent(each, deliveries.getOrDefault(each.id(), List.of())))
              .toList();
        });
  }

  /** A notification and what became of each delivery. */
  public record Sent(Notification notification, List<NotificationDelivery> deliveries) {
    /** Copies the list. */
    public Sent {
      deliveries = List.copyOf(deliveries);
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
