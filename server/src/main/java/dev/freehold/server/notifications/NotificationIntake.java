package dev.freehold.server.notifications;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes notifications of what is in a ledger. The position up to which it was read is committed
 * together with them, so each occasion is taken once, by whichever process is first, and none is
 * left out when a process dies. For one thread.
 */
final class NotificationIntake {

  private static final Logger LOG = LoggerFactory.getLogger(NotificationIntake.class);

  private final String ledger;
  private final LedgerFeed feed;
  private final Map<String, OccasionSource> sources = new HashMap<>();
  private final Database database;
  private final Tenants tenants;
  private final List<Carrier> carriers;
  private final NotificationMetrics metrics;
  private final Clock clock;

  /** Up to there are no further occasions, whatever the position in the database. */
  private long scanned;

  private boolean hasBegun;

  /**
   * Reads a ledger.
   *
   * @param ledger its name in the table of positions
   * @param database where notifications are kept; not necessarily that of the ledger
   */
  NotificationIntake(
      String ledger,
      LedgerFeed feed,
      List<OccasionSource> sources,
      Database database,
      Tenants tenants,
      List<Carrier> carriers,
      NotificationMetrics metrics,
      Clock clock) {
    this.ledger = ledger;
    this.feed = feed;
    sources.forEach(source -> source.operations().forEach(name -> this.sources.put(name, source)));
    this.database = database;
    this.tenants = tenants;
    this.carriers = List.copyOf(carriers);
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Notes where to begin, if nobody did: nobody is notified of what was before. If the ledger
   * cannot be read now, the first {@link #run} that can does it.
   */
  void begin() {
    try {
      noteBeginning();
    } catch (PersistenceException | LedgerException unreadable) {
      LOG.warn("ledger {} cannot be read for notifications now", ledger, unreadable);
    }
  }

  private void noteBeginning() {
    long last = feed.last();
    database.write(
        tx -> {
          PositionRows.begin(tx, ledger, last);
          return null;
        });
    hasBegun = true;
  }

  /**
   * Takes all occasions that there are by now.
   *
   * @return whether there was any
   */
  boolean run() {
    if (!hasBegun) {
      noteBeginning();
    }
    try {
      return takeAll();
    } catch (RuntimeException e) {
      // Another server may have taken over without the entries that were recorded last.
      scanned = 0;
      throw e;
    }
  }

  private boolean takeAll() {
    boolean any = false;
    Step step = step();
    while (step != Step.END) {
      any |= step == Step.TAKEN;
      step = step();
    }
    return any;
  }

  private enum Step {
    TAKEN,
    PASSED,
    END
  }

  private Step step() {
    long last = feed.last();
    long stored = database.read(tx -> PositionRows.find(tx, ledger)).orElse(last);
    if (stored > last) {
      // The ledger has a database of its own, which was restored from a backup.
      scanned = 0;
      database.write(tx -> PositionRows.move(tx, ledger, stored, last));
      return Step.END;
    }
    if (scanned > last) {
      // A database server that took over has not what was recorded last: its numbers come again.
      scanned = 0;
    }
    long from = Math.max(stored, scanned);
    long upTo = Math.min(last, from + NotificationLimits.SCANNED_ENTRIES);
    if (from >= upTo) {
      return Step.END;
    }
    List<RecordedEntry> entries =
        feed.of(sources.keySet(), from, upTo, NotificationLimits.PAGE_OCCASIONS);
    long reached =
        entries.size() < NotificationLimits.PAGE_OCCASIONS ? upTo : entries.getLast().sequence();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Planned> planned = entries.stream().flatMap(entry -> plan(entry, now).stream()).toList();
    if (!planned.isEmpty() || reached - stored >= NotificationLimits.SCANNED_ENTRIES) {
      List<Planned> made = new ArrayList<>();
      if (!database.write(tx -> take(tx, stored, reached, planned, now, made))) {
        return Step.PASSED;
      }
      planned.forEach(each -> metrics.occasion(each.occasion.kind(), made.contains(each)));
    }
    scanned = reached;
    return planned.isEmpty() ? Step.PASSED : Step.TAKEN;
  }

  private record Planned(Occasion occasion, List<Receiver> receivers) {}

  private Optional<Planned> plan(RecordedEntry entry, Instant now) {
    String operation = entry.entry().operation();
    return orNothing(entry, () -> sources.get(operation).of(entry))
        .flatMap(
            occasion -> tenants.find(occasion.tenantId()).map(tenant -> named(occasion, tenant)))
        .map(occasion -> new Planned(occasion, receivers(entry, occasion, now)));
  }

  private static Occasion named(Occasion occasion, Tenant tenant) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    occasion.facts().forEach((fact, value) -> facts.put(fact, clip(value)));
    facts.put(Fact.TENANT, tenant.name());
    return new Occasion(
        occasion.kind(), occasion.tenantId(), occasion.subject(), occasion.persons(), facts);
  }

  private static String clip(String value) {
    return value.length() <= NotificationLimits.MAX_FACT_CHARS
        ? value
        : value.substring(0, NotificationLimits.MAX_FACT_CHARS);
  }

  /** Nobody, if it will only be counted. */
  private List<Receiver> receivers(RecordedEntry entry, Occasion occasion, Instant now) {
    if (database.read(tx -> latest(tx, occasion, now)).isPresent()) {
      return List.of();
    }
    List<Receiver> receivers = new ArrayList<>();
    for (Carrier carrier : carriers) {
      orNothing(entry, () -> Optional.of(carrier.receivers(occasion)))
          .ifPresent(ids -> ids.forEach(id -> receivers.add(new Receiver(carrier.channel(), id))));
    }
    return receivers;
  }

  /** What cannot be understood today cannot be tomorrow, and must not keep back what follows. */
  private <T> Optional<T> orNothing(RecordedEntry entry, Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (PersistenceException | LedgerException again) {
      throw again;
    } catch (RuntimeException unreadable) {
      metrics.unreadable();
      LOG.warn("nobody is notified of ledger entry {}", entry.sequence(), unreadable);
      return Optional.empty();
    }
  }

  private boolean take(
      Handle tx, long from, long to, List<Planned> planned, Instant now, List<Planned> made) {
    if (!PositionRows.move(tx, ledger, from, to)) {
      return false;
    }
    for (Planned each : planned) {
      Optional<UUID> same = latest(tx, each.occasion, now);
      if (same.isPresent()) {
        NotificationRows.again(tx, same.get(), now);
      } else {
        insert(tx, RowIds.next(clock), each.occasion, each.receivers, clock, now);
        made.add(each);
      }
    }
    return true;
  }

  private static Optional<UUID> latest(Handle tx, Occasion occasion, Instant now) {
    // A time further off was written before a clock was set back.
    return NotificationRows.latest(
        tx, occasion, now.minus(NotificationLimits.QUIET), now.plus(NotificationLimits.QUIET));
  }

  /** Writes a notification and what is to be sent of it. */
  static void insert(
      Handle tx, UUID id, Occasion occasion, List<Receiver> receivers, Clock clock, Instant now) {
    NotificationRows.insert(
        tx,
        new Notification(
            id,
            occasion.tenantId(),
            occasion.kind(),
            occasion.subject(),
            occasion.facts(),
            1,
            now,
            now));
    receivers.forEach(receiver -> DeliveryRows.insert(tx, RowIds.next(clock), id, receiver, now));
  }
}
