package dev.freehold.custody.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.availability.AvailabilityFinding.Fault;
import dev.freehold.custody.availability.AvailabilityMove.Target;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A move of the availability database")
class AvailabilityMoveTest {

  /** Says which database it is, or how migrations went, or that a move is not finished. */
  private static final Set<String> STAY =
      Set.of(
          "availability_identity", "incoming_availability", "schema_history", "schema_expansions");

  @TempDir private Path folder;
  private CustodyFixture custody;
  private Database source;
  private Database target;
  private UUID policy;

  @BeforeEach
  void open() {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    ReadyServiceRoots.insert(custody);
    source = custody.availabilityDatabase;
    target = empty();
    policy = custody.servicePolicies.ensure(custody.tenant.id());
    assertThat(new AvailabilityCheck(custody.database).adopt(source)).isTrue();
  }

  private Database empty() {
    return TestDatabases.open(Dialect.POSTGRESQL, folder, CustodyMigrations.AVAILABILITY);
  }

  @AfterEach
  void close() {
    target.close();
    custody.close();
  }

  private Fault startWith(Database database) {
    return new AvailabilityCheck(custody.database).look(database).fault();
  }

  private static List<String> rows(Database database) {
    List<String> rows = new ArrayList<>();
    for (MovedTable table : MovedTable.ALL) {
      database.<Void>read(
          tx -> {
            tx.createQuery("SELECT * FROM " + table.name())
                .map(
                    (row, context) -> {
                      StringBuilder text = new StringBuilder(table.name());
                      for (String column : table.columns()) {
                        text.append(' ').append(text(row.getObject(column)));
                      }
                      return text.toString();
                    })
                .forEach(rows::add);
            return null;
          });
    }
    rows.sort(String::compareTo);
    return rows;
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }

  private void changeSource() {
    new ConfirmedDatabase(source, custody.database).write(tx -> null);
  }

  @Test
  void takesEveryRowAlongAndMakesTheOldOneUseless() {
    List<String> before = rows(source);
    AvailabilityMove move = new AvailabilityMove(custody.database, target);
    assertThat(move.target()).isEqualTo(Target.FREE);
    assertThat(move.look(source).isSound()).isTrue();
    assertThat(run(move)).isEqualTo(before.size());
    assertThat(rows(target)).isEqualTo(before).anyMatch(row -> row.startsWith("service_roots"));
    assertThat(custody.entries("AvailabilityMove"))
        .singleElement()
        .satisfies(moved -> assertThat(moved.entry().details()).containsEntry("to", "there"));
    assertThat(move.target()).isEqualTo(Target.OWN);
    assertThat(startWith(target)).isEqualTo(Fault.NONE);
    assertThat(startWith(source)).isEqualTo(Fault.OLDER);
    assertThat(move.look(source).fault()).as("nobody moves it again").isEqualTo(Fault.OLDER);
    new ConfirmedDatabase(target, custody.database).write(tx -> null);
    assertThat(move.target()).isEqualTo(Target.OWN);
  }

  @Test
  void thatIsKilledAnywhereLeavesOneGoodDatabaseAtMostAndIsFinishedByAnother() {
    List<String> before = rows(source);
    int moves = 0;
    for (boolean afterwards : new boolean[] {false, true}) {
      for (int n = 1; ; n++) {
        try (Database killed = empty()) {
          CrashPoint crash = new CrashPoint(n, afterwards);
          AvailabilityMove move =
              new AvailabilityMove(crash.around(custody.database), crash.around(killed));
          if (moves(move)) {
            assertThat(n).as("all writes were tried").isEqualTo(4);
            moves++;
            break;
          }
          AvailabilityMove next = new AvailabilityMove(custody.database, killed);
          boolean isDone = next.target() == Target.OWN;
          assertThat(startWith(killed) == Fault.NONE).isEqualTo(isDone);
          assertThat(startWith(source) == Fault.NONE && isDone).as("both").isFalse();
          if (startWith(source) == Fault.NONE) {
            changeSource();
            before = rows(source);
          }
          if (!isDone) {
            assertThat(next.target()).isEqualTo(Target.FREE);
            assertThat(next.look(source).fault()).as("write " + n).isEqualTo(Fault.NONE);
            run(next);
          }
          assertThat(startWith(killed)).isEqualTo(Fault.NONE);
          assertThat(rows(killed)).isEqualTo(before);
          assertThat(custody.entries("AvailabilityMove")).as("one for each move").hasSize(++moves);
          makeSourceTheOwnAgain();
        }
      }
      makeSourceTheOwnAgain();
    }
  }

  private long run(AvailabilityMove move) {
    return move.run(source, "there", Optional.of(custody.tenant.id()), custody.ledger);
  }

  private boolean moves(AvailabilityMove move) {
    try {
      run(move);
      return true;
    } catch (IllegalStateException killed) {
      return false;
    }
  }

  private void makeSourceTheOwnAgain() {
    source.write(tx -> tx.execute("UPDATE availability_identity SET changes = changes + 10"));
    changeSource();
    assertThat(startWith(source)).isEqualTo(Fault.NONE);
  }

  @Test
  void beganOnceIsNoDatabaseToStartWith() {
    CrashPoint afterCopying = new CrashPoint(1, true);
    moves(new AvailabilityMove(custody.database, afterCopying.around(target)));
    assertThat(startWith(target)).isEqualTo(Fault.UNFINISHED);
  }

  @Test
  void doesNotTakeADatabaseThatIsInUse() {
    AvailabilityMove move = new AvailabilityMove(custody.database, target);
    target.write(AvailabilityIdentityRows::change);
    assertThat(move.target()).isEqualTo(Target.TAKEN);
    target.write(tx -> tx.execute("DELETE FROM availability_identity"));
    target.write(tx -> tx.execute("INSERT INTO sealed_kinds (kind, sealed_at) VALUES ('a', 1)"));
    assertThat(move.target()).isEqualTo(Target.TAKEN);
    target.write(tx -> tx.execute("DELETE FROM sealed_kinds"));
    target.<Void>write(
        tx -> {
          IncomingRows.put(tx, new AvailabilityIdentity(UUID.randomUUID(), 2));
          return null;
        });
    assertThat(move.target()).as("another service's move").isEqualTo(Target.TAKEN);
  }

  @Test
  void doesNotStartFromADatabaseThatLacksKeysOrIsOlder() {
    AvailabilityMove move = new AvailabilityMove(custody.database, target);
    changeSource();
    source.write(tx -> tx.execute("UPDATE availability_identity SET changes = changes - 1"));
    assertThat(move.look(source).fault()).isEqualTo(Fault.OLDER);
    source.write(tx -> tx.execute("UPDATE availability_identity SET changes = changes + 1"));
    source.write(tx -> tx.execute("DELETE FROM availability_keys"));
    assertThat(move.look(source).lost()).extracting(LostKey::policyId).containsExactly(policy);
  }

  @Test
  void isRefusedIfAnotherDatabaseBecameTheServicesMeanwhile() {
    custody.database.write(
        tx ->
            tx.execute(
                "UPDATE confirmed_availability SET availability_id = ?",
                CustodyFixture.SUITE.random().bytes(16)));
    AvailabilityMove move = new AvailabilityMove(custody.database, target);
    assertThatThrownBy(() -> run(move)).hasMessageContaining("became the service's");
    assertThat(startWith(target)).isNotEqualTo(Fault.NONE);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void knowsEveryTable(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, folder, CustodyMigrations.AVAILABILITY)) {
      String tables =
          switch (dialect) {
            case SQLITE -> "SELECT name FROM sqlite_schema WHERE type = 'table'";
            case POSTGRESQL -> "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
          };
      List<String> found = database.read(tx -> tx.createQuery(tables).mapTo(String.class).list());
      assertThat(found)
          .filteredOn(name -> !STAY.contains(name) && !name.startsWith("sqlite_"))
          .containsExactlyInAnyOrderElementsOf(
              MovedTable.ALL.stream().map(MovedTable::name).toList());
    }
  }
}
