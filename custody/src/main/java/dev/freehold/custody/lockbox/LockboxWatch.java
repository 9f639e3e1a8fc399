package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.lockbox.AccessRequestRows.Row;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches open requests: it ends those whose time is over, so that the tenant's ledger shows the
 * end even if nobody asks, counts the others, and remembers how far their time has run. Every node
 * does this. For one thread.
 */
public final class LockboxWatch {

  /**
   * How often {@link #run} is called: what a crash can take from the measured time of a request.
   */
  public static final Duration EVERY = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LockboxWatch.class);
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;
  private final CurrentRequests current;
  private final RequestTimes times;
  private final Map<AccessRequestState, AtomicInteger> counts =
      new EnumMap<>(AccessRequestState.class);

  LockboxWatch(
      Database database, CurrentRequests current, RequestTimes times, MeterRegistry meters) {
    this.database = database;
    this.current = current;
    this.times = times;
    for (AccessRequestState state : AccessRequestState.OPEN) {
      AtomicInteger count = new AtomicInteger();
      counts.put(state, count);
      Gauge.builder("freehold.lockbox.requests", count, AtomicInteger::get)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /** Looks at every open request once; one that fails holds up no other. */
  public void run() {
    Map<AccessRequestState, Integer> found = new EnumMap<>(AccessRequestState.class);
    Set<UUID> open = new HashSet<>();
    UUID after = BEFORE_ALL;
    List<Row> page = page(after);
    while (!page.isEmpty()) {
      for (Row row : page) {
        AccessRequestState state = look(row);
        if (state.isOpen()) {
          open.add(row.request().id());
          found.merge(state, 1, Integer::sum);
        }
      }
      page = page(page.getLast().request().id());
    }
    times.retain(open);
    counts.forEach((state, count) -> count.set(found.getOrDefault(state, 0)));
  }

  /** The state of a request now. If looking fails, it stays as it was, and its time goes on. */
  private AccessRequestState look(Row row) {
    try {
      AccessRequest request = current.settled(row);
      if (request.state().isOpen()) {
        database.write(
            tx -> {
              AccessRequestRows.seen(tx, request.id(), current.now(row));
              return null;
            });
      }
      return request.state();
    } catch (RuntimeException e) {
      LOG.warn("request for access {} is looked at again", row.request().id(), e);
      return row.request().state();
    }
  }

  private List<Row> page(UUID after) {
    return database.read(tx -> AccessRequestRows.open(tx, after, CustodyLimits.MAX_PAGE_ROWS));
  }
}
