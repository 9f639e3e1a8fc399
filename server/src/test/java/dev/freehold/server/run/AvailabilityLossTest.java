package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.stores.AvailabilityLoss;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.PostgresqlPair;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.vault.seals.RollBack;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service whose availability database or master key")
class AvailabilityLossTest {

  private static final String MESSAGE = "Subject: kept\r\n\r\nby the default\r\n";
  private static final String COVERED = "bob@contoso.example";

  @TempDir private Path folder;
  private Path data;
  private Map<String, String> settings;
  private Connection administrator;

  @BeforeEach
  void serve() throws IOException {
    data = folder.resolve("data");
    settings = Map.of("vault.port", Integer.toString(Ports.free()));
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      administrator = tenant.administrator();
      tenant.client().post("/api/v1/mailboxes", Map.of("address", COVERED));
      tenant.allowReading(COVERED);
      tenant
          .client()
          .upload(
              messages(COVERED),
              BodyPublishers.ofString(MESSAGE),
              "Content-Type",
              "message/rfc822");
    }
  }

  private static String messages(String mailbox) {
    return "/api/v1/mailboxes/%s/messages".formatted(mailbox);
  }

  private Path availability() {
    return data.resolve("availability.db");
  }

  private void removeAvailability() throws IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(data.resolve("availability.db" + ending));
    }
  }

  private static Database open(Path file, List<MigrationSet> sets) {
    return Databases.open(new DatabaseSettings.Sqlite(file), sets);
  }

  private void inAvailability(String... statements) {
    try (Database database = open(availability(), Schemas.AVAILABILITY)) {
      database.write(
          tx -> {
            Stream.of(statements).forEach(tx::execute);
            return null;
          });
    }
  }

  private void start() {
    TestServer.start(data, Clock.systemUTC(), settings).close();
  }

  private static void assertLost(ThrowingCallable start, String... words) {
    assertThatThrownBy(start)
        .isInstanceOfSatisfying(
            CustodyException.class,
            lost -> assertThat(lost.error()).isEqualTo(CustodyError.AVAILABILITY_DATABASE_LOST))
        .hasMessageContainingAll(words);
  }

  @Test
  @DisplayName("fault 65: was removed does not start, and makes none")
  void fault65_removed() throws IOException {
    removeAvailability();
    assertLost(this::start, availability().toString(), "is empty", "mail ", "service-managed");
    assertThat(availability()).doesNotExist();
    Path configuration = folder.resolve("freehold.yaml");
    Files.writeString(
        configuration,
        """
        freehold:
          data-folder: %s
          api:
            port: 0
          vault:
            port: 0
          files:
            s3:
              port: 0
          metrics:
            port: 0
        """
            .formatted(data));
    CommandRun run = CommandRun.of("serve", "--config", configuration.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("availability-database-lost", "--accept-availability-loss");
    assertThat(availability()).doesNotExist();
  }

  @Test
  @DisplayName("fault 65: is empty, another's, or older than the database does not start")
  void fault65_notItsOwn() throws IOException {
    Path older = Files.copy(availability(), folder.resolve("older.db"));
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        ApiClient client = client(server)) {
      List<String> keys = client.get("/api/v1/policies/mail").path("keys").findValuesAsText("uri");
      assertThat(keys).hasSize(2);
      client.post("/api/v1/policies", Map.of("name", "later", "keys", keys));
    }
    Path own = Files.copy(availability(), folder.resolve("own.db"));

    replace(older);
    assertLost(this::start, "is older than the database", "later ");
    removeAvailability();
    open(availability(), Schemas.AVAILABILITY).close();
    assertLost(this::start, "is empty", "later ", "mail ");
    Path others = folder.resolve("others");
    TestServer.start(others, Clock.systemUTC(), Map.of()).close();
    replace(others.resolve("availability.db"));
    assertLost(this::start, "is another one", "later ", "mail ");
    replace(own);
    start();
  }

  private ApiClient client(FreeholdServer server) {
    return new ApiClient(
        administrator.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC());
  }

  private void replace(Path with) throws IOException {
    removeAvailability();
    Files.copy(with, availability());
  }

  @Test
  @DisplayName(
      "fault 65: lacks the service's roots does not start, and goes on if that is accepted")
  void fault65_rootsMissing() throws IOException {
    inAvailability("DELETE FROM service_roots");
    assertLost(this::start, "lacks keys", "service-managed");
    try (FreeholdServer server = accepting();
        ApiClient client = client(server)) {
      assertThat(server.lostKeys().orElseThrow().lost()).hasSize(2);
      assertThat(read(client)).as("by the availability key, which is there").isEqualTo(MESSAGE);
    }
  }

  private FreeholdServer accepting() {
    return FreeholdServer.start(
        TestServer.settings(data, settings),
        AvailabilityLoss.ACCEPT,
        RollBack.REFUSE,
        Clock.systemUTC());
  }

  private static String read(ApiClient client) throws IOException {
    try (InputStream in = client.download(messages(COVERED) + "/1/content")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName(
      "fault 65: is lost for good answers as its own fault, locks nothing, and starts again")
  void fault65_accepted() throws IOException {
    removeAvailability();
    try (FreeholdServer server = accepting();
        ApiClient client = client(server)) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(500);
                assertThat(refused.code()).isEqualTo("availability-key-missing");
              });
      assertThat(client.get("/api/v1/audit-records?operations=AvailabilityKeyLoss").toString())
          .contains("availability_key", "service_root");
      client.upload(
          messages(administrator.mailbox()),
          BodyPublishers.ofString(MESSAGE),
          "Content-Type",
          "message/rfc822");
    }
    try (Database main = open(data.resolve("freehold.db"), Schemas.MAIN)) {
      assertThat(
              main.<Long>read(
                  tx ->
                      tx.createQuery("SELECT COUNT(*) FROM policies WHERE locked_at IS NOT NULL")
                          .mapTo(Long.class)
                          .one()))
          .isZero();
    }
    start();
  }

  @Test
  @DisplayName("comes from a version before there were ids is taken if it has every key")
  void upgrade() throws IOException {
    inAvailability("DELETE FROM availability_identity");
    try (Database main = open(data.resolve("freehold.db"), Schemas.MAIN)) {
      main.write(tx -> tx.execute("DELETE FROM confirmed_availability"));
    }
    start();
    removeAvailability();
    assertLost(this::start, "is empty");
  }

  @Test
  @DisplayName("fault 65: is missing on a second node stops that node alone, which makes nothing")
  void fault65_secondNode() throws IOException {
    Map<String, String> shared = postgresql();
    Path first = folder.resolve("first");
    Path second = Files.createDirectory(folder.resolve("second"));
    try (FreeholdServer server = TestServer.start(first, Clock.systemUTC(), shared);
        TestTenant tenant = TestTenant.create(server, "fabrikam")) {
      assertThatThrownBy(() -> TestServer.start(second, Clock.systemUTC(), shared))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_UNUSABLE));
      Files.copy(first.resolve("service-master.key"), second.resolve("service-master.key"));
      ThrowingCallable start = () -> TestServer.start(second, Clock.systemUTC(), shared);
      assertLost(start, second.toString(), "is empty", "mail ");
      assertThat(names(second)).containsOnly("freehold.lock", "native", "service-master.key");
      open(second.resolve("availability.db"), Schemas.AVAILABILITY).close();
      assertLost(start, "is empty", "mail ");
      assertThat(second.resolve("operator.json")).doesNotExist();
      tenant
          .client()
          .upload(
              messages(tenant.mailbox()),
              BodyPublishers.ofString(MESSAGE),
              "Content-Type",
              "message/rfc822");
    }
  }

  /** The main database alone: each node has its own availability database. */
  private Map<String, String> postgresql() {
    return PostgresqlPair.settings("database", PostgresqlPair.make(folder).main());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
