package dev.freehold.server.audit.syslog;

import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.UnifiedRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every record to a collector at least once, in order, without delaying those who append.
 *
 * <p>Records are sent on a connection for a while, then it is closed. Only if the collector answers
 * the close do they count as received; otherwise all of them are sent again. If connections keep
 * breaking, each gets fewer records, down to one, so that some get through.
 */
public final class SyslogSink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyslogSink.class);
  private static final String NAME = "syslog";

  private final LedgerFeed feed;
  private final Place place;
  private final SinkRows rows;
  private final SyslogTarget target;
  private final Supplier<UnifiedRecords> records;
  private final SinkTimes times;
  private final SinkStatus status;
  private final SyslogMessage messages;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private int window = SinkLimits.MAX_WINDOW_RECORDS;

  /**
   * Starts to send.
   *
   * @param feed what is sent
   * @param place where it is remembered what was sent
   * @param records makes records of entries, with the names of that moment
   */
  public SyslogSink(
      LedgerFeed feed,
      Place place,
      SyslogTarget target,
      Supplier<UnifiedRecords> records,
      SinkTimes times,
      MeterRegistry meters) {
    this.feed = feed;
    this.place = place;
    this.rows = new SinkRows(place.database(), place.clock(), NAME, UUID.randomUUID());
    this.target = target;
    this.records = records;
    this.times = times;
    this.status = new SinkStatus(meters, place.kind(), place.clock());
    this.messages = new SyslogMessage(target);
    this.thread = Thread.ofVirtual().name("syslog-sink-" + place.kind().word()).start(this::run);
  }

  /**
   * Where the sink stores its position, and for which log.
   *
   * @param kind of the ledger in {@code database}
   * @param database the database of the ledger, which all nodes share
   */
  public record Place(LogKind kind, Database database, Clock clock) {}

  /** How far behind the collector is. */
  public SinkStatus status() {
    return status;
  }

  private void run() {
    Duration pause = times.firstPause();
    while (!isClosing()) {
      try {
        boolean worked = round();
        pause = times.firstPause();
        if (!worked) {
          rest(times.poll());
        }
      } catch (Throwable failed) {
        // An error too: it would end the thread, and nothing would tell how far it is behind.
        status.failed();
        LOG.atWarn()
            .addKeyValue("ledger", place.kind().part())
            .log("audit records wait, the collector does not have them: {}", failed.toString());
        letOthersTry();
        rest(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(times.longestPause()) < 0 ? twice : times.longestPause();
      }
    }
    letOthersTry();
  }

  /** Sends what there is on one connection; false if there is nothing, or another node sends. */
  private boolean round() throws IOException {
    long confirmed = rows.confirmed();
    List<RecordedEntry> first = feed.after(confirmed, 1);
    status.waiting(feed.last() - confirmed, first.stream().findFirst().map(RecordedEntry::time));
    if (first.isEmpty() || !rows.hold()) {
      return false;
    }
    // Another node may have got further before this one got its turn.
    Round round = new Round(rows.confirmed());
    try (round) {
      round.send();
      round.confirm();
      window = Math.min(SinkLimits.MAX_WINDOW_RECORDS, window * 2);
    } catch (IOException broken) {
      if (round.count > 0) {
        window = Math.max(1, round.count / 2);
      }
      throw broken;
    }
    return true;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void rest(Duration time) {
    try {
      var _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
    }
  }

  private void letOthersTry() {
    try {
      rows.release();
    } catch (Throwable unreachable) {
      // The lease ends by itself.
      LOG.debug("the lease of the sink was not given back", unreachable);
    }
  }

  /** Waits until the records that were sent are confirmed, then stops. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(times.poll().plus(times.settle()).plus(times.answer().multipliedBy(2)))) {
        LOG.warn(
            "the collector did not confirm in time; what it got is sent again after the start");
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What goes out on one connection. */
  private final class Round implements AutoCloseable {

    private final long startNanos = System.nanoTime();
    private final UnifiedRecords unified = records.get();
    private Optional<SyslogConnection> connection = Optional.empty();
    private long at;
    private int count;

    Round(long after) {
      this.at = after;
    }

    void send() throws IOException {
      while (count < window && !isClosing() && !isOver()) {
        List<RecordedEntry> page =
            feed.after(at, Math.min(SinkLimits.PAGE_RECORDS, window - count));
        if (!page.isEmpty()) {
          send(page);
        } else if (connection.isPresent()) {
          connection.get().listen(times.poll());
        } else {
          return;
        }
      }
    }

    private boolean isOver() {
      return System.nanoTime() - startNanos >= times.round().toNanos();
    }

    private void send(List<RecordedEntry> page) throws IOException {
      List<byte[]> frames = new ArrayList<>();
      for (RecordedEntry recorded : page) {
        if (target.tenant().filter(only -> !only.equals(recorded.entry().tenantId())).isEmpty()) {
          frames.add(messages.frame(unified.of(recorded)));
        }
      }
      if (!frames.isEmpty()) {
        if (connection.isEmpty()) {
          connection = Optional.of(SyslogConnection.open(target, times.answer()));
        }
        count += frames.size();
        connection.get().send(frames);
        status.sent(frames.size());
      }
      at = page.getLast().sequence();
    }

    void confirm() throws IOException {
      if (connection.isPresent()) {
        connection.get().closeConfirmed(times.settle());
      }
      rows.confirm(at);
    }

    @Override
    public void close() {
      connection.ifPresent(SyslogConnection::close);
    }
  }
}
