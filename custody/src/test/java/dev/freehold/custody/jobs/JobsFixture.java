package dev.freehold.custody.jobs;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SealedDatabase;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A database with a tenant, for jobs of toys. */
final class JobsFixture implements AutoCloseable {

  static final String ADMIN = "admin@contoso";
  static final UUID FIRST_PAGE = new UUID(0, 0);
  static final ForegroundLoad IDLE = () -> false;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final DatabaseSettings settings;
  final Database database;
  final Ledger ledger;
  final Jobs jobs;
  final UUID tenant;

  JobsFixture(Dialect dialect, Path folder) {
    this(TestDatabases.migrated(dialect, folder, Ledger.MIGRATIONS, CustodyMigrations.CUSTODY));
  }

  JobsFixture(DatabaseSettings settings) {
    this(settings, null);
  }

  /** Opens a database that was made before; with a new tenant if {@code tenant} is null. */
  JobsFixture(DatabaseSettings settings, UUID tenant) {
    this.settings = settings;
    this.database = open(settings);
    this.ledger = new Ledger(database, Clock.systemUTC());
    this.jobs = new Jobs(database, ledger, Clock.systemUTC());
    this.tenant = tenant != null ? tenant : newTenant(database);
    ToyKind.createTables(database);
  }

  /** A tenant without anybody in it: jobs need no more. */
  private static UUID newTenant(Database database) {
    UUID id = UUID.randomUUID();
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO tenants (id, name, name_folded, policy_count, created_at)
                    VALUES (:id, 'contoso', 'contoso', 0, 0)\
                    """)
                .bind("id", id)
                .execute());
    return id;
  }

  static Database open(DatabaseSettings settings) {
    return new SealedDatabase(
        Databases.open(settings, List.of(Ledger.MIGRATIONS, CustodyMigrations.CUSTODY)),
        List.of(CustodySeals.JOB));
  }

  /** Looks often, and takes for dead whom it has not heard for four heartbeats. */
  static JobSettings quick(Duration heartbeat) {
    return new JobSettings(
        4,
        5,
        ThrottleSettings.defaults(),
        new JobTimes(
            Duration.ofMillis(20),
            heartbeat,
            Duration.ofMillis(50),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(50)));
  }

  /** Never looks by itself within a test. */
  static JobSettings patient() {
    return new JobSettings(
        4,
        5,
        ThrottleSettings.defaults(),
        new JobTimes(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1)));
  }

  /** Looks often. On a machine that stands still for a while it takes nobody for dead. */
  static JobSettings quick() {
    return quick(Duration.ofMinutes(1));
  }

  /** Looks often and takes over soon from a node that has died. */
  static JobSettings takingOver() {
    return quick(Duration.ofMillis(100));
  }

  JobRunner runner(ToyKind kind) {
    return runner(kind, quick(), IDLE);
  }

  JobRunner runner(ToyKind kind, JobSettings settings, ForegroundLoad load) {
    return JobRunner.start(
        database, jobs, List.of(kind), load, settings, meters, Clock.systemUTC());
  }

  /** A node of its own, with its own way to the database. */
  static JobRunner node(Database way, JobKind kind, JobSettings settings) {
    Ledger ledger = new Ledger(way, Clock.systemUTC());
    Jobs jobs = new Jobs(way, ledger, Clock.systemUTC());
    return JobRunner.start(
        way, jobs, List.of(kind), IDLE, settings, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  NewJob toys(UUID subject, int shards, int itemsPerShard, int batch) {
    return new NewJob(
        tenant,
        ToyKind.NAME,
        subject,
        Map.of("itemsPerShard", Integer.toString(itemsPerShard), "batch", Integer.toString(batch)),
        shards,
        (long) shards * itemsPerShard,
        (long) shards * itemsPerShard * ToyKind.BYTES_PER_ITEM,
        Optional.of("toys:" + subject),
        ADMIN,
        Role.EXCHANGE_ADMIN);
  }

  /** Makes a job that waits for a server elsewhere. */
  UUID createOutside(int shards) {
    NewJob wanted =
        new NewJob(
            tenant,
            OutsideKind.NAME,
            UUID.randomUUID(),
            Map.of(),
            shards,
            0,
            0,
            Optional.empty(),
            ADMIN,
            Role.EXCHANGE_ADMIN);
    return database.write(tx -> jobs.create(tx, wanted));
  }

  /** Makes a job and its items in one transaction. */
  UUID create(UUID subject, int shards, int itemsPerShard, int batch) {
    return database.write(
        tx -> {
          ToyKind.insertItems(tx, subject, shards, itemsPerShard);
          return jobs.create(tx, toys(subject, shards, itemsPerShard, batch));
        });
  }

  Job get(UUID id) {
    return jobs.get(tenant, id);
  }

  void awaitState(UUID id, JobState state) {
    Eventually.holds("job " + state, () -> get(id).state() == state);
  }

  List<String> operations(UUID jobId) {
    return ledger.entries(tenant, 0, 1000).stream()
        .map(recorded -> recorded.entry())
        .filter(entry -> entry.objectId().equals(jobId.toString()))
        .map(entry -> entry.operation())
        .toList();
  }

  int tasks() {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM scheduled_tasks").mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    database.close();
  }
}
