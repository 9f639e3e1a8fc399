package dev.freehold.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.SealedDatabase;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.SqlWork;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Of what is in the ledger")
@ParameterizedClass
@EnumSource(Dialect.class)
class NotificationsContractTest {

  private static final UUID LAST_ID = new UUID(-1, -1);

  /** More than a page of occasions, each flushed to disk. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameter Dialect dialect;
  @TempDir Path folder;

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<UUID> carried = Collections.synchronizedList(new ArrayList<>());
  private Database database;
  private Ledger ledger;
  private Tenants tenants;
  private UUID tenantId;

  @BeforeEach
  void open() {
    database =
        new SealedDatabase(
            TestDatabases.open(dialect, folder, Schemas.MAIN.toArray(MigrationSet[]::new)),
            Schemas.SEALED);
    ledger = new Ledger(database, clock);
    tenants = new Tenants(database, ledger, clock);
    tenantId = tenants.create("contoso", "system:test").id();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    database.close();
  }

  /** Everything is an occasion that is called so. */
  private static final class Calls implements OccasionSource {
    @Override
    public Set<String> operations() {
      return Set.of("Call", "Riddle");
    }

    @Override
    public Optional<Occasion> of(RecordedEntry recorded) {
      LedgerEntry entry = recorded.entry();
      if (entry.operation().equals("Riddle")) {
        throw new IllegalArgumentException("nobody understands it");
      }
      return Optional.of(
          new Occasion(NotificationKind.JOB_FAILED, entry.tenantId(), entry.objectId(), Map.of()));
    }
  }

  /** One receiver, who answers as a test wants. */
  private record Wire(Function<Notification, Carried> way) implements Carrier {
    @Override
    public Channel channel() {
      return Channel.WEBHOOK;
    }

    @Override
    public List<String> receivers(Occasion occasion) {
      return List.of("one");
    }

    @Override
    public Carried carry(Notification notification, String receiver) {
      return way.apply(notification);
    }
  }

  private Notifications process(Function<Notification, Carried> way) {
    return process(new Wire(way));
  }

  private Notifications process(Carrier carrier) {
    return process(carrier, database);
  }

  private Notifications process(Carrier carrier, Database ofLedger) {
    Notifications process =
        new Notifications(
            database,
            ledger,
            Map.of(
                LogKind.SERVICE,
                new Notifications.Feed(new LedgerFeed(ofLedger), List.of(new Calls()))),
            tenants,
            List.of(carrier),
            new SimpleMeterRegistry(),
            clock);
    opened.add(process);
    process.begin();
    return process;
  }

  private Carried arrive(Notification notification) {
    carried.add(notification.id());
    return Carried.sent("200");
  }

  private void record(String operation, String object) {
    ledger.append(entry(operation, object));
  }

  private LedgerEntry entry(String operation, String object) {
    return new LedgerEntry(
        tenantId, "system:test", operation, object, LedgerEntry.Outcome.DONE, Map.of());
  }

  private List<Notifications.Sent> sent(Notifications process) {
    return process.list(tenantId, LAST_ID, 100);
  }

  private void awaitState(Notifications process, DeliveryState state) {
    Eventually.holds(
        "all are " + state,
        () ->
            sent(process).stream()
                .flatMap(each -> each.deliveries().stream())
                .allMatch(delivery -> delivery.state() == state));
  }

  @Test
  @DisplayName("what was there before the first start makes no notification")
  void nothingOld() {
    record("Call", "old");
    Notifications process = process(this::arrive);
    record("Call", "new");
    record("Other", "of no interest");

    process.run();

    assertThat(sent(process))
        .extracting(each -> each.notification().subject())
        .containsExactly("new");
  }

  @Test
  @DisplayName("what was recorded while no process ran is taken by the next one")
  void afterARest() {
    Notifications first = process(this::arrive);
    first.close();
    record("Call", "meanwhile");

    Notifications second = process(this::arrive);
    second.run();

    awaitState(second, DeliveryState.SENT);
    assertThat(sent(second)).hasSize(1);
    assertThat(carried).hasSize(1);
  }

  /** Whichever of several it is now. */
  private static final class Failover extends ForwardingDatabase {
    private volatile Database now;

    Failover(Database first) {
      super(first);
      this.now = first;
    }

    @Override
    public <R> R read(SqlWork<R> work) {
      return now.read(work);
    }

    @Override
    public <R> R write(SqlWork<R> work) {
      return now.write(work);
    }
  }

  @Test
  @DisplayName("what comes after a failover that lost the newest entries is taken")
  void afterAFailover() throws Exception {
    Path other = Files.createDirectory(folder.resolve("standby"));
    Database standby =
        TestDatabases.open(dialect, other, Schemas.MAIN.toArray(MigrationSet[]::new));
    opened.add(standby);
    Failover failover = new Failover(database);
    Notifications process = process(new Wire(this::arrive), failover);
    Ledger there = new Ledger(standby, clock);
    there.append(entry("Other", "replicated in time"));
    IntStream.range(0, 5).forEach(n -> record("Other", "lost " + n));
    process.run();

    failover.now = standby;
    process.run();
    there.append(entry("Call", "after it"));
    process.run();

    awaitState(process, DeliveryState.SENT);
    assertThat(sent(process))
        .extracting(each -> each.notification().subject())
        .containsExactly("after it");
  }

  @Test
  @DisplayName("each is taken by one of two processes and sent by one of them")
  void twoProcesses() {
    Notifications first = process(this::arrive);
    Notifications second = process(this::arrive);
    for (int i = 0; i < 120; i++) {
      record("Call", "call " + i);
    }

    Thread other = Thread.ofVirtual().start(() -> runOften(second));
    runOften(first);
    Eventually.holds("the other one ends", PATIENCE, () -> !other.isAlive());
    Eventually.holds(
        "all arrive",
        PATIENCE,
        () -> {
          first.run();
          return carried.size() >= 120;
        });

    assertThat(carried).hasSize(120).doesNotHaveDuplicates();
    assertThat(first.list(tenantId, LAST_ID, 1_000)).hasSize(120);
  }

  private static void runOften(Notifications process) {
    for (int i = 0; i < 20; i++) {
      process.run();
    }
  }

  @Test
  @DisplayName("one whose process died while it sent is sent again by another, under the same id")
  void diesInBetween() {
    Notifications dying =
        process(
            notification -> {
              carried.add(notification.id());
              throw new AssertionError("the process dies here");
            });
    record("Call", "one");
    dying.run();
    Eventually.holds("it is begun", () -> carried.size() == 1);

    Notifications other = process(this::arrive);
    other.run();
    assertThat(carried).as("while it may still be sent").hasSize(1);
    clock.advance(NotificationLimits.LEASE.plusSeconds(1));
    other.run();

    awaitState(other, DeliveryState.SENT);
    assertThat(carried).hasSize(2);
    assertThat(Set.copyOf(carried)).hasSize(1);
    assertThat(sent(other).getFirst().deliveries().getFirst().tries()).isEqualTo(2);
  }

  @Test
  @DisplayName("an entry that nobody understands holds up nothing")
  void riddle() {
    Notifications process = process(this::arrive);
    record("Riddle", "what");
    record("Call", "behind");

    process.run();

    awaitState(process, DeliveryState.SENT);
    assertThat(sent(process)).hasSize(1);
  }

  /** Many receivers of each tenant whose name is slow, who answer when a test lets them. */
  private final class Slow implements Carrier {
    private static final int RECEIVERS = NotificationLimits.MAX_RECEIVERS;

    private final Set<UUID> slow = ConcurrentHashMap.newKeySet();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();

    @Override
    public Channel channel() {
      return Channel.WEBHOOK;
    }

    @Override
    public List<String> receivers(Occasion occasion) {
      return slow.contains(occasion.tenantId())
          ? IntStream.range(0, RECEIVERS).mapToObj(i -> occasion.tenantId() + "/" + i).toList()
          : List.of("quick");
    }

    @Override
    public Carried carry(Notification notification, String receiver) {
      if (receiver.equals("quick")) {
        return arrive(notification);
      }
      begun.incrementAndGet();
      answers.acquireUninterruptibly();
      return Carried.failed("timed-out");
    }

    private void record(String name) {
      UUID id = tenants.create(name, "system:test").id();
      slow.add(id);
      ledger.append(
          new LedgerEntry(id, "system:test", "Call", name, LedgerEntry.Outcome.DONE, Map.of()));
    }
  }

  @Test
  @DisplayName("a tenant with slow receivers holds up no other")
  void slowTenant() {
    Slow slow = new Slow();
    Notifications process = process(slow);
    slow.record("slow");
    process.run();
    Eventually.holds(
        "the slow one has its places",
        () -> slow.begun.get() == NotificationLimits.CONCURRENT_TRIES_OF_A_TENANT);

    record("Call", "quick");
    process.run();

    awaitState(process, DeliveryState.SENT);
    assertThat(slow.begun).hasValue(NotificationLimits.CONCURRENT_TRIES_OF_A_TENANT);
    slow.answers.release(1_000);
  }

  @Test
  @DisplayName("what waits on a channel that is no longer configured holds up no other channel")
  void channelThatIsGone() {
    Notifications mail = process(new Unreachable());
    for (int i = 0; i <= NotificationLimits.DUE_ROWS; i++) {
      UUID id = tenants.create("tenant " + i, "system:test").id();
      ledger.append(
          new LedgerEntry(id, "system:test", "Call", "old", LedgerEntry.Outcome.DONE, Map.of()));
    }
    for (int i = 0; i <= NotificationLimits.DUE_ROWS; i += NotificationLimits.PAGE_OCCASIONS) {
      mail.run();
    }
    mail.close();
    clock.advance(NotificationLimits.LEASE.plusSeconds(1));

    Notifications webhooks = process(this::arrive);
    record("Call", "new");
    webhooks.run();

    awaitState(webhooks, DeliveryState.SENT);
    assertThat(carried).hasSize(1);
  }

  /** A mail server that does not answer. */
  private static final class Unreachable implements Carrier {

    @Override
    public Channel channel() {
      return Channel.MAIL;
    }

    @Override
    public List<String> receivers(Occasion occasion) {
      return List.of(occasion.tenantId().toString());
    }

    @Override
    public Carried carry(Notification notification, String receiver) {
      return Carried.failed("timed-out");
    }
  }

  @Test
  @DisplayName("tenants with more due than a round looks at hold up no other")
  void fullRound() {
    Slow slow = new Slow();
    Notifications process = process(slow);
    int tenantsWithMany = 1 + NotificationLimits.DUE_ROWS / Slow.RECEIVERS;
    for (int i = 0; i < tenantsWithMany; i++) {
      slow.record("slow " + i);
    }
    process.run();
    record("Call", "quick");

    process.run();

    Eventually.holds("the one with few receivers has its own", () -> carried.size() == 1);
    slow.answers.release(1_000);
  }

  @Test
  @DisplayName("where slow tenants have all places, another one has the next that is free")
  void slowTenants() {
    Slow slow = new Slow();
    Notifications process = process(slow);
    for (int i = 0; i < 4; i++) {
      slow.record("slow " + i);
    }
    process.run();
    Eventually.holds(
        "all places are taken", () -> slow.begun.get() == NotificationLimits.CONCURRENT_TRIES);
    record("Call", "quick");
    process.run();
    assertThat(carried).isEmpty();

    slow.answers.release();

    Eventually.holds(
        "it goes before what slow ones have waiting",
        () -> {
          process.run();
          return carried.size() == 1;
        });
    assertThat(slow.begun).hasValueLessThanOrEqualTo(NotificationLimits.CONCURRENT_TRIES + 1);
    slow.answers.release(1_000);
  }

  @Test
  @DisplayName("the same within an hour is one notification, and later another")
  void counted() {
    Notifications process = process(this::arrive);
    record("Call", "same");
    record("Call", "same");
    process.run();
    record("Call", "same");
    process.run();
    assertThat(sent(process))
        .extracting(each -> each.notification().occasions())
        .containsExactly(3L);

    clock.advance(NotificationLimits.QUIET.plusSeconds(1));
    record("Call", "same");
    process.run();

    assertThat(sent(process))
        .extracting(each -> each.notification().occasions())
        .containsExactly(1L, 3L);
  }

  @Test
  @DisplayName("somebody is notified although the clock was set back by a day before")
  void fault35_setBack() {
    Notifications process = process(this::arrive);
    clock.advance(Duration.ofDays(1));
    record("Call", "same");
    process.run();
    awaitState(process, DeliveryState.SENT);

    clock.advance(Duration.ofDays(-1));
    record("Call", "same");
    process.run();

    Eventually.holds("both are sent", () -> carried.size() == 2);
  }

  @Test
  @DisplayName("what is due is sent although an entry is damaged")
  void fault71_damagedEntry() {
    AtomicInteger tries = new AtomicInteger();
    Notifications process =
        process(
            notification ->
                tries.incrementAndGet() == 1 ? Carried.failed("500") : arrive(notification));
    record("Call", "whole");
    process.run();
    Eventually.holds(
        "it failed once",
        () -> sent(process).getFirst().deliveries().getFirst().lastStatus().isPresent());
    record("Call", "damaged");
    database.write(
        tx ->
            tx.createUpdate("UPDATE ledger_entry SET entry = :none WHERE object_id = 'damaged'")
                .bind("none", new byte[] {1})
                .execute());
    clock.advance(Duration.ofMinutes(1));

    assertThatExceptionOfType(LedgerException.class).isThrownBy(process::run);

    Eventually.holds("it arrives", () -> carried.size() == 1);
  }

  @Test
  @DisplayName("what is older than 90 days is deleted with its deliveries")
  void forgotten() {
    Notifications process = process(this::arrive);
    record("Call", "one");
    process.run();
    awaitState(process, DeliveryState.SENT);

    clock.advance(NotificationLimits.KEPT.plusDays(1));
    process.run();

    assertThat(sent(process)).isEmpty();
    long left =
        database.read(
            tx ->
                tx.createQuery("SELECT COUNT(*) FROM notification_deliveries")
                    .mapTo(Long.class)
                    .one());
    assertThat(left).isZero();
  }
}
