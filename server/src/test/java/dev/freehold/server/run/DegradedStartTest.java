package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DegradedStartTest {

  private static final byte[] MESSAGE =
      "Subject: outage\r\n\r\nreadable in an outage\r\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  @DisplayName("With its vaults down the server starts, says so, and reads go on")
  void vaultDown() throws IOException {
    Path data = folder.resolve("data");
    String port = Integer.toString(Ports.free());
    Map<String, String> patient = Map.of("vault.port", port);
    Map<String, String> settings = Map.of("vault.port", port, "keys.vault-timeout-seconds", "1");
    Connection connection;
    AppendReceipt receipt;
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), patient);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      connection = tenant.administrator();
      receipt = append(new RemoteMailbox(tenant.client(), tenant.mailbox()));
    }
    Path masterKey = data.resolve("vault/master.key");
    Files.move(masterKey, folder.resolve("aside"));

    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        ApiClient client =
            new ApiClient(
                connection.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC())) {
      assertThat(Monitoring.status(server.metricsUri())).isEqualTo("degraded");
      assertThat(Monitoring.part(server.metricsUri(), "vaults")).isEqualTo("degraded");
      for (String path : List.of("vault-audit-records", "vault-ledger/key")) {
        assertThatThrownBy(() -> client.get("/api/v1/" + path))
            .isInstanceOfSatisfying(
                ApiRefusedException.class,
                refused -> assertThat(refused.code()).isEqualTo("vaults-down"));
      }
      Map<String, UUID> somebody = Map.of("objectId", UUID.randomUUID());
      assertThatThrownBy(() -> client.post("/api/v1/ledger/erasures", somebody))
          .as("half of an erasure")
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("vaults-down"));
      Path records = folder.resolve("records.jsonl");
      Path file = folder.resolve("administrator.json");
      connection.movedTo(server.apiUri(), server.authorityPem()).write(file);
      CommandRun export =
          CommandRun.of("audit", "export", "--vaults", "--connection", "" + file, "" + records);
      assertThat(export.err()).contains("vaults-down");
      assertThat(records).as("it would look like an empty log").doesNotExist();
      RemoteMailbox mailbox = new RemoteMailbox(client, connection.mailbox());
      MailItem item = mailbox.list("INBOX", 0, 1).getFirst();
      assertThat(item.sha256()).isEqualTo(receipt.sha256());
      assertThat(mailbox.open(item).readAllBytes()).isEqualTo(MESSAGE);
      assertThatThrownBy(() -> client.post("/api/v1/policies", policyWithSameKeys(client)))
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("vault-did-not-answer");
                assertThat(refused.status()).isEqualTo(503);
              });
    }
  }

  @Test
  @DisplayName("Vaults whose log's key was altered do not run; the service does, and says so")
  void alteredLogKey() throws IOException {
    Path data = folder.resolve("data");
    TestServer.start(data, Clock.systemUTC(), Map.of()).close();
    try (Database vaults =
        Databases.open(
            new DatabaseSettings.Sqlite(data.resolve("vault/vault.db")), Schemas.VAULT)) {
      vaults.write(
          tx ->
              tx.createUpdate("UPDATE ledger_log_key SET sealed_private_key = :other")
                  .bind("other", new byte[92])
                  .execute());
    }
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      assertThat(Monitoring.part(server.metricsUri(), "vaults")).isEqualTo("degraded");
    }
  }

  @Test
  @DisplayName("Vaults whose ledger takes no entry of their log's key do not run; the service does")
  void keyNotRecorded() throws IOException {
    Path data = folder.resolve("data");
    TestServer.start(data, Clock.systemUTC(), Map.of()).close();
    try (Database vaults =
        Databases.open(
            new DatabaseSettings.Sqlite(data.resolve("vault/vault.db")), Schemas.VAULT)) {
      vaults.write(
          tx -> {
            tx.execute("DELETE FROM ledger_log_key");
            return tx.execute(
                """
                CREATE TRIGGER full_disk BEFORE INSERT ON ledger_log_key
                BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
                """);
          });
    }
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      assertThat(Monitoring.part(server.metricsUri(), "vaults")).isEqualTo("degraded");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault_seals", "ledger_entry"})
  @DisplayName("With a damaged page in the vaults' database the server starts all the same")
  void fault37_damagedPage(String table) throws Exception {
    Path data = folder.resolve("data");
    TestServer.start(data, Clock.systemUTC(), Map.of()).close();
    Path file = data.resolve("vault/vault.db");
    long pageBytes;
    long page;
    try (Database vaults = Databases.open(new DatabaseSettings.Sqlite(file), Schemas.VAULT)) {
      pageBytes = vaults.read(tx -> tx.createQuery("PRAGMA page_size").mapTo(Long.class).one());
      page =
          vaults.read(
              tx ->
                  tx.createQuery("SELECT rootpage FROM sqlite_schema WHERE name = :table")
                      .bind("table", table)
                      .mapTo(Long.class)
                      .one());
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[Math.toIntExact(pageBytes)];
      Arrays.fill(noise, (byte) 0xff);
      channel.write(ByteBuffer.wrap(noise), (page - 1) * pageBytes);
    }
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      assertThat(Monitoring.status(server.metricsUri())).isNotEqualTo("unready");
    }
  }

  @Test
  @DisplayName(
      "Without the disk of its blobs the server starts, leaves the mount point alone, and goes on"
          + " once the disk is mounted")
  void blobsNotMounted() throws Exception {
    Path data = folder.resolve("data");
    Path blobs = data.resolve("blobs");
    String port = Integer.toString(Ports.free());
    Connection connection;
    try (FreeholdServer server =
            TestServer.start(data, Clock.systemUTC(), Map.of("vault.port", port));
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      connection = tenant.administrator();
      append(new RemoteMailbox(tenant.client(), tenant.mailbox()));
    }
    Path disk = Files.move(blobs, folder.resolve("disk"));
    Files.createDirectory(blobs);

    try (FreeholdServer server =
            TestServer.start(data, Clock.systemUTC(), Map.of("vault.port", port));
        ApiClient client =
            new ApiClient(
                connection.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC())) {
      assertThat(Monitoring.status(server.metricsUri())).isEqualTo("unready");
      assertThat(Monitoring.causes(server.metricsUri())).containsExactly("blob-store-down");
      RemoteMailbox mailbox = new RemoteMailbox(client, connection.mailbox());
      MailItem item = mailbox.list("INBOX", 0, 1).getFirst();
      assertBlobsRefused(() -> mailbox.open(item).readAllBytes());
      assertBlobsRefused(() -> append(mailbox));
      assertThat(blobs).isEmptyDirectory();

      Files.delete(blobs);
      Files.move(disk, blobs);
      assertThat(mailbox.open(item).readAllBytes()).isEqualTo(MESSAGE);
      append(mailbox);
      await(() -> Monitoring.part(server.metricsUri(), "blobs").equals("ok"));
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void assertBlobsRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("blob-store-failed");
              assertThat(refused.status()).isEqualTo(503);
            });
  }

  private static Map<String, Object> policyWithSameKeys(ApiClient client) throws IOException {
    List<String> keys =
        client
            .get("/api/v1/policies")
            .path("policies")
            .path(0)
            .path("keys")
            .findValuesAsText("uri");
    return Map.of("name", "second", "keys", keys);
  }

  private static AppendReceipt append(RemoteMailbox mailbox) throws IOException {
    AppendRequest request =
        new AppendRequest(
            "INBOX",
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.of(MESSAGE.length),
            Optional.empty());
    return mailbox.append(request, new ByteArrayInputStream(MESSAGE));
  }
}
