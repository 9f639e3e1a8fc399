package dev.freehold.server.audit.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.people.Users;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.ServerException;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.Json;
import dev.freehold.server.stores.Schemas;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Audit records go to a syslog collector over TLS:")
@Timeout(60)
class SyslogSinkTest {

  private static final SinkTimes FAST =
      new SinkTimes(
          Duration.ofMillis(20),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofMillis(20),
          Duration.ofMillis(100));
  private static final UUID TENANT = UUID.randomUUID();

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Database database;
  private Ledger ledger;
  private LocalAuthority authority;
  private UnifiedRecords.Directory directory;

  @BeforeEach
  void open() throws IOException {
    Clock clock = Clock.systemUTC();
    database = Databases.open(new DatabaseSettings.Sqlite(folder.resolve("main.db")), Schemas.MAIN);
    ledger = new Ledger(database, clock);
    CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.JDK);
    FileMasterKey master = FileMasterKey.openOrCreate(folder.resolve("master.key"), crypto);
    opened.add(master);
    opened.add(TestSeals.start(database, master, Schemas.SEALED, ledger));
    Identities identities = new Identities(database, ledger, crypto.random(), clock);
    directory =
        new UnifiedRecords.Directory(
            identities,
            new Users(
                database,
                ledger,
                crypto.random(),
                clock,
                identities.standings(),
                PasswordVeto.NONE,
                CustodyLimits.PASSWORD_ITERATIONS),
            (tenant, policy) -> Optional.empty(),
            LogKind.SERVICE);
    authority =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("tls")), List.of("localhost"), clock);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    database.close();
  }

  private Collector collector(int port, Collector.Temper temper) throws IOException {
    Collector collector =
        Collector.start(authority.serverContext(List.of("localhost")), port, false, temper);
    opened.add(collector);
    return collector;
  }

  private SyslogSink sink(int port, Optional<UUID> tenant) {
    return sink(port, tenant, () -> new UnifiedRecords(directory));
  }

  private SyslogSink sink(int port, Optional<UUID> tenant, Supplier<UnifiedRecords> records) {
    return sink(port, tenant, records, FAST);
  }

  private SyslogSink sink(
      int port, Optional<UUID> tenant, Supplier<UnifiedRecords> records, SinkTimes times) {
    SyslogSink sink =
        new SyslogSink(
            new LedgerFeed(database),
            new SyslogSink.Place(LogKind.SERVICE, database, Clock.systemUTC()),
            new SyslogTarget(
                "localhost",
                port,
                SyslogTls.context(Optional.of(authority.certificateFile()), Optional.empty()),
                AuditFormat.JSONL,
                tenant,
                "files.example"),
            records,
            times,
            meters);
    opened.add(sink);
    return sink;
  }

  private void append(UUID tenant, int first, int count) {
    for (int i = first; i < first + count; i++) {
      ledger.append(
          new LedgerEntry(
              tenant, "system:test", "PolicyEdit", "object-" + i, Outcome.DONE, Map.of()));
    }
  }

  /** Takes messages until every object of {@code count} has come; gives all of their ids. */
  private static List<UUID> await(Collector collector, int count) throws Exception {
    Set<String> objects = new LinkedHashSet<>();
    List<UUID> ids = new ArrayList<>();
    while (objects.size() < count) {
      String message = collector.messages().poll(20, TimeUnit.SECONDS);
      assertThat(message).as("after %s of %s", objects.size(), count).isNotNull();
      JsonNode json = json(message);
      objects.add(json.path("ObjectId").asText());
      ids.add(UUID.fromString(json.path("Id").asText()));
    }
    return ids;
  }

  private static JsonNode json(String message) throws IOException {
    return Json.MAPPER.readTree(message.substring(message.indexOf("] {") + 2));
  }

  @Test
  @DisplayName("each as one frame with its structured data, in their order")
  void sends() throws Exception {
    Collector collector = collector(0, Collector.Temper.even());
    append(TENANT, 0, 500);
    try (SyslogSink sink = sink(collector.port(), Optional.empty())) {
      assertThat(await(collector, 500)).hasSize(500).doesNotHaveDuplicates();
      append(TENANT, 500, 1);
      String last = collector.messages().poll(20, TimeUnit.SECONDS);
      assertThat(last)
          .startsWith("<110>1 ")
          .contains(" files.example freehold - PolicyEdit [freehold@32473 id=\"")
          .contains("sequence=\"501\" tenant=\"" + TENANT + "\" operation=\"Set-Data");
      assertThat(json(last).path("Id").asText()).isNotEmpty();
      assertThat(sink.status().lag()).isLessThan(SinkStatus.ALARM);
    }
    assertThat(new SinkRows(database, Clock.systemUTC(), "syslog", TENANT).confirmed())
        .isEqualTo(501);
  }

  @Test
  @DisplayName("a collector that breaks every connection loses none; what comes twice has one id")
  void breaks() throws Exception {
    // Never reads as many frames of a connection as are sent on it at first, and is worse later on.
    Collector collector = collector(0, connection -> connection > 40 ? -1 : 1 + 60 / connection);
    append(TENANT, 0, 400);
    sink(collector.port(), Optional.empty());
    List<UUID> ids = await(collector, 400);
    assertThat(Set.copyOf(ids)).hasSize(400);
    assertThat(ids.size()).isGreaterThan(400);
    assertThat(collector.connections()).isGreaterThan(3);
    assertThat(meters.counter("freehold.audit.sink.failures", "ledger", "service").count())
        .isPositive();
  }

  @Test
  @DisplayName("a collector that ends a connection by itself has not confirmed what it left unread")
  void goodbye() throws Exception {
    Collector collector =
        collector(
            0,
            new Collector.Temper() {
              @Override
              public int framesOf(int connection) {
                return connection == 1 ? 1 : -1;
              }

              @Override
              public boolean saysGoodbye() {
                return true;
              }
            });
    append(TENANT, 0, 3);
    SinkTimes patient =
        new SinkTimes(
            FAST.poll(),
            FAST.round(),
            Duration.ofSeconds(20),
            FAST.answer(),
            FAST.firstPause(),
            FAST.longestPause());
    sink(collector.port(), Optional.empty(), () -> new UnifiedRecords(directory), patient);
    String read = collector.messages().poll(20, TimeUnit.SECONDS);
    String again = collector.messages().poll(20, TimeUnit.SECONDS);
    assertThat(json(again).path("Id")).isEqualTo(json(read).path("Id"));
    collector.close(); // else the sink would wait for as long as it is patient
  }

  @Test
  @DisplayName("a collector that goes away and comes back gets what it did not confirm")
  void restarts() throws Exception {
    // Reads of its first connection alone, and never to its end: nothing is confirmed.
    Collector first = collector(Ports.free(), connection -> connection == 1 ? 7 : 0);
    append(TENANT, 0, 50);
    sink(first.port(), Optional.empty());
    Set<UUID> all = new LinkedHashSet<>(await(first, 7));
    first.close();
    append(TENANT, 50, 50);
    Collector second = collector(first.port(), Collector.Temper.even());
    all.addAll(await(second, 100));
    assertThat(all).hasSize(100);
  }

  @Test
  @DisplayName("after a restart of this server nothing is missing, and what was confirmed stays so")
  void restartOfTheServer() throws Exception {
    Collector collector = collector(0, Collector.Temper.even());
    append(TENANT, 0, 20);
    SyslogSink before = sink(collector.port(), Optional.empty());
    await(collector, 20);
    before.close();
    append(TENANT, 20, 5);
    sink(collector.port(), Optional.empty());
    assertThat(await(collector, 5)).hasSize(5);
  }

  @Test
  @DisplayName("of one tenant alone, if it is set so")
  void oneTenant() throws Exception {
    Collector collector = collector(0, Collector.Temper.even());
    append(UUID.randomUUID(), 0, 300);
    append(TENANT, 300, 3);
    sink(collector.port(), Optional.of(TENANT));
    await(collector, 3);
    assertThat(collector.messages()).isEmpty();
  }

  @Test
  @DisplayName("nobody whose certificate is another authority's, or for another name, gets any")
  void wrongCertificate() throws Exception {
    LocalAuthority other =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("other")),
            List.of("localhost"),
            Clock.systemUTC());
    append(TENANT, 0, 1);
    for (Collector wrong :
        List.of(
            Collector.start(
                other.serverContext(List.of("localhost")), 0, false, Collector.Temper.even()),
            Collector.start(
                authority.serverContext(List.of("elsewhere.localhost")),
                0,
                false,
                Collector.Temper.even()))) {
      double before = meters.counter("freehold.audit.sink.failures", "ledger", "service").count();
      SyslogSink sink = sink(wrong.port(), Optional.empty());
      while (meters.counter("freehold.audit.sink.failures", "ledger", "service").count()
          < before + 2) {
        LockSupport.parkNanos(1_000_000);
      }
      sink.close();
      wrong.close();
      assertThat(wrong.messages()).isEmpty();
    }
  }

  @Test
  @DisplayName("a collector that wants to know who sends is shown this server's certificate")
  void clientCertificate() throws Exception {
    Path own = SelfSigned.write(folder.resolve("own.pem"));
    SSLContext both = SyslogTls.context(Optional.of(own), Optional.of(own));
    Collector collector = Collector.start(both, 0, true, Collector.Temper.even());
    opened.add(collector);
    append(TENANT, 0, 3);
    SyslogTarget target =
        new SyslogTarget(
            "localhost", collector.port(), both, AuditFormat.OCSF, Optional.empty(), "a");
    opened.add(
        new SyslogSink(
            new LedgerFeed(database),
            new SyslogSink.Place(LogKind.SERVICE, database, Clock.systemUTC()),
            target,
            () -> new UnifiedRecords(directory),
            FAST,
            meters));
    String message = collector.messages().poll(20, TimeUnit.SECONDS);
    assertThat(json(message).path("class_uid").asInt()).isEqualTo(3004);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SyslogTls.context(Optional.empty(), Optional.of(own)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("0600");
  }

  @Test
  @DisplayName("an error, such as of a class that is gone, ends nothing")
  void error() throws Exception {
    Collector collector = collector(0, Collector.Temper.even());
    AtomicInteger batches = new AtomicInteger();
    sink(
        collector.port(),
        Optional.empty(),
        () -> {
          if (batches.getAndIncrement() == 0) {
            throw new NoClassDefFoundError("on purpose");
          }
          return new UnifiedRecords(directory);
        });
    append(TENANT, 0, 3);
    await(collector, 3);
    assertThat(meters.get("freehold.audit.sink.failures").counter().count()).isPositive();
  }

  @Test
  @DisplayName("of two nodes one sends, and the other goes on when that one is gone")
  void twoNodes() throws Exception {
    Collector collector = collector(0, Collector.Temper.even());
    append(TENANT, 0, 100);
    SyslogSink first = sink(collector.port(), Optional.empty());
    sink(collector.port(), Optional.empty());
    assertThat(await(collector, 100)).doesNotHaveDuplicates();
    first.close();
    append(TENANT, 100, 10);
    await(collector, 10);
  }

  @Test
  @DisplayName("fault35: a lease that was written before the clock went back a day holds nobody up")
  void fault35_clockBack() {
    Clock now = Clock.systemUTC();
    Clock tomorrow = Clock.offset(now, Duration.ofDays(1));
    SinkRows gone = new SinkRows(database, tomorrow, "syslog", UUID.randomUUID());
    SinkRows here = new SinkRows(database, now, "syslog", UUID.randomUUID());
    SinkRows third = new SinkRows(database, now, "syslog", UUID.randomUUID());
    assertThat(gone.hold()).isTrue();
    assertThat(here.hold()).isTrue();
    assertThat(third.hold()).isFalse();
    here.release();
    assertThat(third.hold()).isTrue();
  }
}
