package dev.freehold.custody.seals;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of rows that are refused: each state of a row once in the log and in its tenant's ledger,
 * each refusal in a metric. The ledger is written by its own thread, because a refusal happens
 * inside a transaction that is undone. Safe for use by many threads.
 */
final class RowAlarms implements RefusalWatch, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RowAlarms.class);
  private static final String ACTOR = "system:row-seals";

  private static final Alarm LAST =
      new Alarm(new RefusedRow(new UUID(0, 0), "", "", SealFinding.AUTHENTIC), "");

  private final RefusedRows told;
  private final Ledger ledger;
  private final MeterRegistry meters;
  private final Set<String> known =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > CustodyLimits.MAX_KNOWN_REFUSED_ROWS;
                }
              }));
  private final BlockingQueue<Alarm> waiting =
      new ArrayBlockingQueue<>(CustodyLimits.MAX_WAITING_ROW_ALARMS);
  private final Thread teller = Thread.ofVirtual().name("row-alarms").unstarted(this::tellAll);

  RowAlarms(RefusedRows told, Ledger ledger, MeterRegistry meters) {
    this.told = told;
    this.ledger = ledger;
    this.meters = meters;
  }

  RowAlarms start() {
    teller.start();
    return this;
  }

  @Override
  public void refused(SealedRow row, byte[] seal, SealFinding finding) {
    meters
        .counter("freehold.rows.refused", "kind", row.kind().name(), "finding", finding.word())
        .increment();
    Alarm alarm = new Alarm(RefusedRow.of(row, finding), state(row, seal, finding));
    if (known.add(alarm.name()) && !waiting.offer(alarm)) {
      known.remove(alarm.name());
    }
  }

  private static String state(SealedRow row, byte[] seal, SealFinding finding) {
    MessageDigest digest = Sha256.digest();
    digest.update(finding.word().getBytes(StandardCharsets.US_ASCII));
    digest.update(seal == null ? new byte[0] : seal);
    digest.update(row.encoded());
    return Sha256.hex(digest);
  }

  private void tellAll() {
    try {
      Alarm next = waiting.take();
      while (!next.equals(LAST)) {
        tell(next);
        next = waiting.take();
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it.
      throw new IllegalStateException(e);
    }
  }

  private void tell(Alarm alarm) {
    RefusedRow row = alarm.row();
    try {
      if (!told.isNew(row, alarm.state())) {
        return;
      }
      LOG.atError()
          .addKeyValue("tenant", row.tenantId())
          .addKeyValue("kind", row.kind())
          .addKeyValue("row", row.rowId())
          .addKeyValue("finding", row.finding().word())
          .log("a row that authorises is refused: it was not written by this service");
      ledger.append(
          new LedgerEntry(
              row.tenantId(),
              ACTOR,
              "RowRefused",
              row.rowId(),
              LedgerEntry.Outcome.REFUSED,
              Map.of(
                  "alert", "a row that authorises was changed outside the service",
                  "kind", row.kind(),
                  "finding", row.finding().word())));
    } catch (RuntimeException | Error notTold) {
      // Told of when it is refused the next time.
      LOG.warn("the refusal of a row could not be recorded: {}", notTold.getMessage());
      told.forget(row, alarm.state());
      known.remove(alarm.name());
    }
  }

  /** Tells of what waits, then ends the thread. */
  @Override
  public void close() {
    try {
      waiting.put(LAST);
      teller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Alarm(RefusedRow row, String state) {
    String name() {
      return row.kind() + "/" + row.rowId() + "/" + state;
    }
  }
}
