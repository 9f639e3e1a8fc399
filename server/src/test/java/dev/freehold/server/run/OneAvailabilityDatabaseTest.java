package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.availability.ConfirmedDatabase;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.stores.AvailabilityLoss;
import dev.freehold.server.stores.AvailabilityPlace;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.server.stores.OwnAvailability;
import dev.freehold.server.stores.Stores;
import dev.freehold.server.testing.PostgresqlPair;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nodes that share an availability database on PostgreSQL")
class OneAvailabilityDatabaseTest {

  private static final String MESSAGE = "Subject: shared\r\n\r\nin an outage too\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WAITING_CONNECTIONS = 256;
  private static final int NODES = 3;

  @TempDir private Path folder;
  private PostgresqlPair pair;
  private Map<String, String> settings;
  private int vaultPort;
  private ServiceMasterKey master;

  @BeforeEach
  void prepare() throws IOException {
    pair = PostgresqlPair.make(folder);
    vaultPort = Ports.free();
    settings = new HashMap<>(pair.settings());
    settings.put("vault.port", Integer.toString(vaultPort));
    master =
        FileMasterKey.openOrCreate(
            folder.resolve("master.key"), CryptoSuite.select(CryptoSuite.Choice.JDK));
  }

  @AfterEach
  void close() {
    master.close();
  }

  private FreeholdServer start(String node) {
    return TestServer.start(folder.resolve(node), Clock.systemUTC(), settings);
  }

  /** A node that has everything of the first but its vaults, which it reaches over HTTPS. */
  private void joinSecond(FreeholdServer server) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      JsonNode node = operator.post("/api/v1/operator/nodes", Map.of("name", "second"));
      NodeBundle.ofService(first).with(UUID.fromString(node.path("id").asText())).writeInto(second);
    }
    Files.createSymbolicLink(second.resolve("blobs"), first.resolve("blobs"));
    // With keys, and without what opens them, its own vaults do not start.
    Files.createDirectory(second.resolve("vault"));
    for (String ending : List.of("", "-wal")) {
      String file = "vault/vault.db" + ending;
      Files.copy(first.resolve(file), second.resolve(file));
    }
  }

  private static String messages(String mailbox) {
    return "/api/v1/mailboxes/%s/messages".formatted(mailbox);
  }

  private static String read(FreeholdServer node, Connection who) throws IOException {
    try (ApiClient client =
            new ApiClient(who.movedTo(node.apiUri(), node.authorityPem()), Clock.systemUTC());
        InputStream in = client.download(messages(who.mailbox()) + "/1/content")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void roll(FreeholdServer node, Connection administrator, UUID policy)
      throws IOException {
    try (ApiClient operator =
            new ApiClient(Connection.read(node.operatorConnection()), Clock.systemUTC());
        ApiClient client = new ApiClient(administrator, Clock.systemUTC())) {
      String job =
          operator
              .post(
                  "/api/v1/operator/tenants/%s/policies/%s/availability-key/roll"
                      .formatted(administrator.tenant(), policy),
                  Map.of())
              .path("id")
              .asText();
      long end = System.nanoTime() + PATIENCE.toNanos();
      JsonNode found = client.get("/api/v1/jobs/" + job);
      while (!found.path("state").asText().equalsIgnoreCase("done")) {
        assertThat(System.nanoTime() - end).as(found.toString()).isNegative();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        found = client.get("/api/v1/jobs/" + job);
      }
    }
  }

  private List<byte[]> keysOf(UUID policy) {
    try (Database keys = Databases.open(pair.availability(), List.of())) {
      return keys.read(
          tx ->
              tx.createQuery("SELECT id FROM availability_keys WHERE policy_id = :policy")
                  .bind("policy", policy)
                  .mapTo(byte[].class)
                  .list());
    }
  }

  @Test
  @DisplayName("fault 66: use each other's keys in an outage, and a rolled key is gone for both")
  void fault66_oneKeyForAll() throws IOException {
    Connection administrator;
    UUID policy;
    try (FreeholdServer first = start("first");
        TestTenant tenant = TestTenant.create(first, "contoso")) {
      administrator = tenant.administrator();
      policy = tenant.policyId();
      tenant
          .client()
          .upload(
              messages(tenant.mailbox()),
              BodyPublishers.ofString(MESSAGE),
              "Content-Type",
              "message/rfc822");
      List<byte[]> before = keysOf(policy);
      assertThat(before).hasSize(1);
      roll(first, administrator, policy);
      assertThat(keysOf(policy)).hasSize(1).doesNotContainAnyElementsOf(before);
      joinSecond(first);
    }
    try (ServerSocket _ = silence();
        FreeholdServer second = start("second")) {
      assertThat(read(second, administrator)).as("by the first one's key").isEqualTo(MESSAGE);
      try (ApiClient client =
          new ApiClient(
              administrator.movedTo(second.apiUri(), second.authorityPem()), Clock.systemUTC())) {
        assertThat(
                client
                    .get("/api/v1/audit-records?operations=FallbackToAvailabilityKey")
                    .path("records")
                    .size())
            .isPositive();
      }
    }
  }

  /** The first node is gone with its vaults; at their port nobody answers. */
  private ServerSocket silence() throws IOException {
    return new ServerSocket(vaultPort, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  @Test
  @DisplayName("fault 65: may start first at the same time, and make tables, id and roots once")
  void fault65_firstStartsAtOnce() throws Exception {
    DatabaseSettings.Postgresql main =
        (DatabaseSettings.Postgresql) TestDatabases.settings(Dialect.POSTGRESQL, folder);
    DatabaseSettings.Postgresql keys =
        (DatabaseSettings.Postgresql) TestDatabases.settings(Dialect.POSTGRESQL, folder);
    settings = new HashMap<>(new PostgresqlPair(main, keys).settings());
    List<List<RootKeyUri>> roots = new ArrayList<>();
    try (ExecutorService starts = Executors.newFixedThreadPool(NODES)) {
      List<Future<List<RootKeyUri>>> started = new ArrayList<>();
      for (int node = 0; node < NODES; node++) {
        Path data = Files.createDirectory(folder.resolve("node" + node));
        Files.write(data.resolve("service-master.key"), new byte[0]);
        started.add(starts.submit(() -> openFirst(data)));
      }
      for (Future<List<RootKeyUri>> node : started) {
        roots.add(node.get());
      }
    }
    assertThat(roots).hasSize(NODES).containsOnly(roots.getFirst());
    try (Database database = Databases.open(keys, List.of())) {
      assertThat(count(database, "service_roots")).isEqualTo(2);
      assertThat(count(database, "availability_identity")).isEqualTo(1);
    }
  }

  /** What a first start does with the database, up to the service's own roots. */
  private List<RootKeyUri> openFirst(Path data) {
    Clock clock = Clock.systemUTC();
    try (Closer closer = new Closer()) {
      DataFolder taken = closer.add(DataFolder.take(data));
      ServerSettings all = TestServer.settings(data, settings);
      Stores stores = Stores.open(all, taken, AvailabilityLoss.REFUSE, clock, closer);
      Ledger ledger = new Ledger(stores.database(), clock);
      OwnAvailability own =
          OwnAvailability.check(
              stores, AvailabilityPlace.of(all, taken).shown(), AvailabilityLoss.REFUSE);
      assertThat(own.settle(new Tenants(stores.database(), ledger, clock), ledger, clock))
          .isEmpty();
      Database kept = new ConfirmedDatabase(stores.availability(), stores.database());
      return new ServiceRoots(kept, master, stores.crypto(), clock).current();
    }
  }

  private static long count(Database database, String table) {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  @Test
  @DisplayName("fault 65: do not start if it is empty, another's or older, and name it")
  void fault65_notItsOwn() {
    start("first").close();
    String name = pair.availability().shown();
    try (Database keys = Databases.open(pair.availability(), List.of())) {
      keys.write(tx -> tx.execute("UPDATE availability_identity SET changes = changes - 1"));
      assertLost(name, "is older than the database");
      keys.write(tx -> tx.execute("UPDATE availability_identity SET id = ?", new byte[16]));
      assertLost(name, "is another one");
    }
    settings.putAll(
        PostgresqlPair.settings("availability", PostgresqlPair.make(folder).availability()));
    settings.put("availability.password", "s3cret-of-keys");
    assertLost("PostgreSQL localhost", "is empty");
  }

  private void assertLost(String... words) {
    assertThatThrownBy(() -> start("first"))
        .isInstanceOfSatisfying(
            CustodyException.class,
            lost -> assertThat(lost.error()).isEqualTo(CustodyError.AVAILABILITY_DATABASE_LOST))
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("s3cret-of-keys");
  }

  @Test
  @DisplayName("do not start if it is the main database, or a file is there too")
  void refused() throws IOException {
    start("first").close();
    Path file = folder.resolve("first/availability.db");
    Files.write(file, new byte[16]);
    assertInvalid(pair.availability().shown(), file.toString(), "freehold availability move");
    Files.delete(file);
    settings.putAll(PostgresqlPair.settings("availability", pair.main()));
    assertInvalid("lead to one database", pair.main().shown());
    settings.putAll(PostgresqlPair.settings("availability", pair.availability()));
    start("first").close();
  }

  private void assertInvalid(String... words) {
    assertThatThrownBy(() -> start("first"))
        .isInstanceOfSatisfying(
            ServerException.class,
            e -> assertThat(e.error()).isEqualTo(ServerError.CONFIGURATION_INVALID))
        .hasMessageContainingAll(words);
  }
}
