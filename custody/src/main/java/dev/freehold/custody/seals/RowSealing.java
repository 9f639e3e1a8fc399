package dev.freehold.custody.seals;

import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The seals of one database. From {@link #start} on, every transaction carries {@link RowSeals},
 * and rows written before seals existed get one. Closing it ends its thread and overwrites its
 * keys.
 */
public final class RowSealing implements AutoCloseable {

  private final SealKeys keys;
  private final RowAlarms alarms;
  private final RowSeals seals;

  private RowSealing(SealKeys keys, RowAlarms alarms, Optional<RowVersions> versions) {
    this.keys = keys;
    this.alarms = alarms;
    this.seals = new RowSeals(keys, versions, alarms);
  }

  /**
   * Begins, before any of the rows is used.
   *
   * @param kinds every kind of sealed row that the database has
   */
  public static RowSealing start(
      Database database,
      Database availability,
      ServiceMasterKey master,
      List<SealedKind> kinds,
      Ledger ledger,
      MeterRegistry meters,
      Clock clock) {
    database
        .attachments()
        .put(RowAcceptance.class, new RowAcceptance(database, availability, kinds, ledger, clock));
    return start(
        database,
        new RowSealing(
            SealKeys.of(master),
            new RowAlarms(new RefusedRows(Optional.of(availability), clock), ledger, meters),
            Optional.of(new RowVersions(availability, clock))),
        kinds,
        new AvailabilityMarks(availability, clock));
  }

  /**
   * Begins for a process without an availability database, whose kinds are not versioned.
   *
   * @param marks where it is noted that old rows were sealed
   */
  public static RowSealing start(
      Database database,
      SealMarks marks,
      ServiceMasterKey master,
      List<SealedKind> kinds,
      Ledger ledger,
      MeterRegistry meters,
      Clock clock) {
    return start(
        database,
        new RowSealing(
            SealKeys.of(master),
            new RowAlarms(new RefusedRows(Optional.empty(), clock), ledger, meters),
            Optional.empty()),
        kinds,
        marks);
  }

  private static RowSealing start(
      Database database, RowSealing sealing, List<SealedKind> kinds, SealMarks marks) {
    database.attachments().put(RowSeals.class, sealing.seals);
    sealing.alarms.start();
    new LegacySealing(database, sealing.seals, marks).run(kinds);
    return sealing;
  }

  @Override
  public void close() {
    alarms.close();
    keys.close();
  }
}
