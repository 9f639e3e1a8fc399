package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node dies before or after any of the writes by which a row comes to its next state: the number
 * that is taken, the row, the confirmation.
 */
class KilledWritesTest {

  private static final int KILLS = 200;
  private static final int WRITES = 3;
  private static final SealedKind PASS =
      SealedKind.named("pass", "passes").key("id").numbers("state").versioned().build();

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "After each of 200 kills the row is valid and can be changed, and no older state is valid")
  void fault57_noDeathLeavesARowThatNobodyCanLeave() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    UUID id = UUID.randomUUID();
    try (CustodyFixture custody = new CustodyFixture(Dialect.SQLITE, folder);
        SealKeys keys = SealKeys.of(custody.master)) {
      World world = new World(custody, keys, id);
      world.insert();
      for (int kill = 0; kill < KILLS; kill++) {
        String what = "seed %d, kill %d".formatted(seed, kill);
        long before = world.state(custody.database, custody.availabilityDatabase);
        CrashPoint point = new CrashPoint(1 + random.nextInt(WRITES), random.nextBoolean());
        Database main = point.around(custody.database);
        try {
          world.change(main, point.around(custody.availabilityDatabase), before + 1);
        } catch (IllegalStateException died) {
          assertThat(died).as(what).hasMessageStartingWith("crash");
        }
        long after = world.state(custody.database, custody.availabilityDatabase);
        assertThat(after).as(what).isBetween(before, before + 1);

        world.keepCopy();
        world.change(custody.database, custody.availabilityDatabase, after + 1);
        assertThat(world.state(custody.database, custody.availabilityDatabase))
            .as(what)
            .isEqualTo(after + 1);
        assertThat(world.isCopyRefused()).as(what).isTrue();
      }
    }
  }

  /** A row, and nodes that write it. */
  private record World(CustodyFixture custody, SealKeys keys, UUID id) {

    private RowSeals seals(Database availability) {
      return new RowSeals(
          keys,
          Optional.of(new RowVersions(availability, custody.clock)),
          (row, seal, finding) -> {});
    }

    void insert() {
      custody.database.write(
          tx ->
              tx.execute(
                  "CREATE TABLE passes (id BLOB, tenant_id BLOB, state BIGINT,"
                      + " seal_version BIGINT NOT NULL DEFAULT 0, seal BLOB)"));
      RowSeals seals = seals(custody.availabilityDatabase);
      seals.<Void>write(
          act ->
              custody.database.write(
                  tx -> {
                    tx.execute(
                        "INSERT INTO passes (id, tenant_id, state) VALUES (?, ?, 0)",
                        id,
                        custody.tenant.id());
                    seals.keep(tx, act, PASS.row(custody.tenant.id(), id).set("state", 0).done());
                    return null;
                  }));
    }

    long state(Database main, Database availability) {
      return main.read(tx -> seals(availability).find(tx, PASS, id).orElseThrow().number("state"));
    }

    void change(Database main, Database availability, long to) {
      RowSeals seals = seals(availability);
      seals.<Void>write(
          act ->
              main.write(
                  tx -> {
                    SealedRow held = seals.forUpdate(tx, PASS, id).orElseThrow();
                    seals.update(tx, act, held, held.with("state", to));
                    return null;
                  }));
    }

    void keepCopy() {
      custody.database.write(
          tx -> {
            tx.execute("DROP TABLE IF EXISTS kept");
            return tx.execute("CREATE TABLE kept AS SELECT * FROM passes");
          });
    }

    /** Puts the copy in the row's place, looks, and puts the row back. */
    boolean isCopyRefused() {
      custody.database.write(
          tx -> {
            tx.execute("DROP TABLE IF EXISTS now_there");
            tx.execute("CREATE TABLE now_there AS SELECT * FROM passes");
            tx.execute("DELETE FROM passes");
            return tx.execute("INSERT INTO passes SELECT * FROM kept");
          });
      custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
      try {
        state(custody.database, custody.availabilityDatabase);
        return false;
      } catch (CustodyException refused) {
        return true;
      } finally {
        custody.database.write(
            tx -> {
              tx.execute("DELETE FROM passes");
              return tx.execute("INSERT INTO passes SELECT * FROM now_there");
            });
      }
    }
  }
}
