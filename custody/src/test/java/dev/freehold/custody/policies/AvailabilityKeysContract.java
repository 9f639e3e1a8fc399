package dev.freehold.custody.policies;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.availability.AvailabilityCheck;
import dev.freehold.custody.availability.ConfirmedDatabase;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.FileSearch;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of availability keys, on every database. */
@DisplayName("The end of availability keys")
abstract class AvailabilityKeysContract {

  private static final UUID TENANT = UUID.randomUUID();
  private static final int NODES = 4;
  private static final int ROLLS = 25;

  private final Dialect dialect;
  @TempDir Path folder;
  private FileMasterKey master;
  private DatabaseSettings settings;
  private Database main;
  private Database database;
  private AvailabilityKeys keys;

  AvailabilityKeysContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE);
    settings = TestDatabases.migrated(dialect, folder, CustodyMigrations.AVAILABILITY);
    database = Databases.open(settings, List.of());
    main = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS, CustodyMigrations.CUSTODY);
    keys = on(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
    main.close();
    master.close();
  }

  private AvailabilityKeys on(Database availability, Clock clock) {
    return new AvailabilityKeys(
        new ConfirmedDatabase(availability, main), master, SUITE.random(), clock);
  }

  private UUID create(UUID policyId) {
    AvailabilityKeys.Created created = keys.create(TENANT, policyId);
    created.key().close();
    return created.id();
  }

  private byte[] sealed(UUID id) {
    return database.read(
        tx ->
            tx.createQuery("SELECT sealed_key FROM availability_keys WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one());
  }

  /** The files of the tables, on the machine of the database. */
  private Path files() {
    return switch (dialect) {
      case SQLITE -> folder;
      case POSTGRESQL -> {
        database.write(tx -> tx.execute("CHECKPOINT"));
        yield database.read(
            tx ->
                Path.of(
                    tx.createQuery(
                            """
                            SELECT current_setting('data_directory') || '/base/' || oid
                            FROM pg_database WHERE datname = current_database()\
                            """)
                        .mapTo(String.class)
                        .one()));
      }
    };
  }

  /**
   * Until it is complete: a transaction of another test that writes on the same server puts it off.
   */
  private void destroyAll(UUID tenantId, UUID policyId) {
    Eventually.holds("destroyed", () -> keys.destroyAll(tenantId, policyId).isComplete());
  }

  /** The same for earlier keys. */
  private void destroyBefore(UUID policyId, UUID present) {
    Eventually.holds("destroyed", () -> keys.destroyBefore(policyId, present));
  }

  private long found(List<byte[]> wanted) throws IOException {
    return FileSearch.count(files(), wanted);
  }

  @Test
  @DisplayName(
      "fault 31: after a policy has ended no file has one of its keys; keys of other policies "
          + "still open")
  void fault31_destroyedKeysAreInNoFile() throws IOException {
    UUID ended = UUID.randomUUID();
    UUID living = UUID.randomUUID();
    List<byte[]> gone = new ArrayList<>();
    List<UUID> kept = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      gone.add(sealed(create(ended)));
      kept.add(create(living));
    }
    // What a database server does by itself: it keeps a sample of each column.
    database.write(tx -> tx.execute("ANALYZE"));
    assertThat(found(gone)).as("before").isGreaterThanOrEqualTo(gone.size());
    destroyAll(TENANT, ended);
    assertThat(found(gone)).as("afterwards").isZero();
    for (UUID id : kept) {
      keys.open(id, living).orElseThrow().close();
    }
  }

  @Test
  @DisplayName("is not for another tenant's policy, and can be repeated")
  void destroysOfTheTenantOnlyAndMayBeRepeated() {
    UUID policy = UUID.randomUUID();
    UUID id = create(policy);
    destroyAll(UUID.randomUUID(), policy);
    keys.open(id, policy).orElseThrow().close();
    destroyAll(TENANT, policy);
    destroyAll(TENANT, policy);
    assertThat(keys.open(id, policy)).isEmpty();
  }

  @Test
  @DisplayName("destroys the earlier keys and keeps the present one")
  void destroysThoseBeforeThePresentOne() throws IOException {
    UUID policy = UUID.randomUUID();
    byte[] before = sealed(create(policy));
    UUID present = create(policy);
    destroyBefore(policy, present);
    assertThat(found(List.of(before))).isZero();
    keys.open(present, policy).orElseThrow().close();
  }

  @Test
  @DisplayName("fault 66: on one node is the end on all nodes, also of one that has used the key")
  void fault66_goneForAllNodes() {
    UUID policy = UUID.randomUUID();
    Database own =
        switch (dialect) {
          case SQLITE -> database;
          case POSTGRESQL -> Databases.open(settings, List.of());
        };
    AvailabilityKeys other = on(own, Clock.systemUTC());
    UUID before = create(policy);
    other.open(before, policy).orElseThrow().close();
    UUID present = create(policy);
    destroyBefore(policy, present);
    assertThat(other.open(before, policy)).isEmpty();
    other.open(present, policy).orElseThrow().close();
    own.close();
  }

  @Test
  @DisplayName("has an order for the keys that several nodes make in the same millisecond")
  void ordersKeysOfSeveralNodes() throws Exception {
    UUID policy = UUID.randomUUID();
    Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    try (ExecutorService nodes = Executors.newFixedThreadPool(NODES)) {
      List<Callable<Void>> rolls = new ArrayList<>();
      for (int node = 0; node < NODES; node++) {
        rolls.add(
            () -> {
              roll(policy, stopped);
              return null;
            });
      }
      for (Future<Void> rolled : nodes.invokeAll(rolls)) {
        rolled.get();
      }
    }
    List<UUID> made =
        database.read(
            tx ->
                tx.createQuery("SELECT id FROM availability_keys ORDER BY created_at DESC")
                    .mapTo(UUID.class)
                    .list());
    assertThat(made).hasSize(NODES * ROLLS);
    destroyBefore(policy, made.getFirst());
    assertThat(keys.count(policy)).as("only the newest is left").isEqualTo(1);
    assertThat(new AvailabilityCheck(main).look(database).isSound()).isTrue();
  }

  @Test
  @DisplayName("is told of by policy, and other tenants' keys are not")
  void policiesOfATenant() {
    UUID rolled = UUID.randomUUID();
    create(rolled);
    create(rolled);
    UUID ended = UUID.randomUUID();
    create(ended);
    keys.destroyAll(TENANT, ended);
    keys.create(UUID.randomUUID(), UUID.randomUUID()).key().close();

    assertThat(keys.policiesOf(TENANT)).containsExactly(rolled);
  }

  /** A node has its own connections where the database allows more than one process. */
  private void roll(UUID policy, Clock clock) {
    switch (dialect) {
      case SQLITE -> rollOn(database, policy, clock);
      case POSTGRESQL -> {
        try (Database own = Databases.open(settings, List.of())) {
          rollOn(own, policy, clock);
        }
      }
    }
  }

  private void rollOn(Database own, UUID policy, Clock clock) {
    AvailabilityKeys node = on(own, clock);
    for (int i = 0; i < ROLLS; i++) {
      node.create(TENANT, policy).key().close();
    }
  }
}
