package dev.freehold.custody.seals;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The main class of a process to be killed: prints the states of the rows of the kinds whose states
 * are counted, then takes them from one state to the next, in turn, and prints each state once it
 * is acknowledged.
 */
final class SealedRowsWriter {

  private SealedRowsWriter() {}

  /** Arguments: the folder of the databases, the id that every one of the rows has. */
  @SuppressWarnings("SystemOut") // The parent process reads it.
  public static void main(String... arguments) {
    UUID id = UUID.fromString(arguments[1]);
    try (Node node = new Node(Path.of(arguments[0]))) {
      for (SealedKind kind : versioned()) {
        System.out.println(kind + " " + node.state(kind, id));
      }
      while (true) {
        for (SealedKind kind : versioned()) {
          System.out.println(kind + " " + node.advance(kind, id));
        }
      }
    }
  }

  static List<SealedKind> versioned() {
    return CustodySeals.ALL.stream().filter(SealedKind::isVersioned).toList();
  }

  /** The id, and 1 for each further column of a key. */
  static Object[] key(SealedKind kind, UUID id) {
    List<Object> key = new ArrayList<>(Collections.nCopies(kind.keyColumns().size(), 1L));
    key.set(0, id);
    return key.toArray();
  }

  /** The last field of a kind that is a number, or else the last text. */
  static SealedField counter(SealedKind kind) {
    List<SealedField> fields = new ArrayList<>();
    for (FieldType type : List.of(FieldType.TEXT, FieldType.NUMBER)) {
      kind.fields().stream().filter(field -> field.type() == type).forEach(fields::add);
    }
    return fields.getLast();
  }

  static Object value(SealedField counter, long state) {
    return counter.type() == FieldType.NUMBER ? (Object) state : Long.toString(state);
  }

  /** A process with the databases of a service. */
  static final class Node implements AutoCloseable {

    final Database main;
    private final Database availability;
    private final FileMasterKey master;
    private final RowSealing sealing;

    Node(Path folder) {
      Clock clock = Clock.systemUTC();
      main = open(folder.resolve("main.db"), Ledger.MIGRATIONS, CustodyMigrations.CUSTODY);
      availability = open(folder.resolve("availability.db"), CustodyMigrations.AVAILABILITY);
      master =
          FileMasterKey.openOrCreate(
              folder.resolve("master.key"), CryptoSuite.select(CryptoSuite.Choice.AUTO));
      sealing =
          RowSealing.start(
              main,
              availability,
              master,
              CustodySeals.ALL,
              new Ledger(main, clock),
              new SimpleMeterRegistry(),
              clock);
    }

    private static Database open(Path file, dev.freehold.persistence.MigrationSet... migrations) {
      return Databases.open(new DatabaseSettings.Sqlite(file), List.of(migrations));
    }

    /** The state that a row is in; refused if it is none of this service's. */
    long state(SealedKind kind, UUID id) {
      return main.read(
          tx -> state(kind, RowSeals.of(tx).find(tx, kind, key(kind, id)).orElseThrow()));
    }

    private static long state(SealedKind kind, SealedRow row) {
      return Long.parseLong(String.valueOf(row.value(counter(kind).name())));
    }

    /** Takes a row to its next state. */
    long advance(SealedKind kind, UUID id) {
      RowSeals seals = RowSeals.of(main);
      return seals.write(
          act ->
              main.write(
                  tx -> {
                    SealedRow before = seals.forUpdate(tx, kind, key(kind, id)).orElseThrow();
                    long next = state(kind, before) + 1;
                    SealedField counter = counter(kind);
                    seals.update(
                        tx, act, before, before.with(counter.name(), value(counter, next)));
                    return next;
                  }));
    }

    @Override
    public void close() {
      sealing.close();
      master.close();
      availability.close();
      main.close();
    }
  }
}
