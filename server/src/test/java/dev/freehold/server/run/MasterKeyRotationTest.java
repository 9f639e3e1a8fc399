package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that gets another master key")
class MasterKeyRotationTest {

  private static final String MESSAGE = "Subject: kept\r\n\r\nunder the key before\r\n";

  @TempDir private Path folder;
  private Path data;
  private Path before;
  private Connection administrator;
  private Map<String, String> settings;

  @BeforeEach
  void serveAndReplaceTheKey() throws IOException {
    data = folder.resolve("data");
    before = folder.resolve("before.key");
    settings = new HashMap<>(Map.of("vault.port", Integer.toString(Ports.free())));
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      administrator = tenant.administrator();
      store(tenant.client());
    }
    Path next = folder.resolve("next.key");
    assertThat(CommandRun.of("master-key", "--out", next.toString()).exitCode()).isZero();
    assertThat(CommandRun.of("master-key", "--out", next.toString()).exitCode())
        .as("a file that is there stays as it is")
        .isNotZero();
    Files.move(data.resolve("service-master.key"), before);
    Files.move(next, data.resolve("service-master.key"));
  }

  private String messages() {
    return "/api/v1/mailboxes/%s/messages".formatted(administrator.mailbox());
  }

  private void store(ApiClient client) throws IOException {
    client.upload(messages(), BodyPublishers.ofString(MESSAGE), "Content-Type", "message/rfc822");
  }

  private String read(ApiClient client, int uid) throws IOException {
    try (InputStream in = client.download(messages() + "/" + uid + "/content")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int sealingKeys() throws SQLException {
    try (java.sql.Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
        Statement statement = database.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT COUNT(DISTINCT hex(substr(seal, 2, 8))) FROM identities")) {
      return found.getInt(1);
    }
  }

  @Test
  @DisplayName("opens and verifies what the one before has sealed, and seals by the new one")
  void opensWhatWasThere() throws Exception {
    settings.put("previous-master-keys", before.toString());
    for (int start = 1; start <= 2; start++) {
      try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
          ApiClient client =
              new ApiClient(
                  administrator.movedTo(server.apiUri(), server.authorityPem()),
                  Clock.systemUTC())) {
        assertThat(read(client, 1)).isEqualTo(MESSAGE);
        store(client);
        assertThat(read(client, start + 1)).isEqualTo(MESSAGE);
        client.post(
            "/api/v1/applications",
            Map.of("displayName", "made at start " + start, "roles", List.of("AUDITOR")));
      }
      assertThat(sealingKeys()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("does not start if the one before is not named, or is not there")
  void needsTheOneBefore() throws IOException {
    assertThatThrownBy(() -> TestServer.start(data, Clock.systemUTC(), settings))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_MISMATCH));
    settings.put("previous-master-keys", before.toString());
    Files.delete(before);
    assertThatThrownBy(() -> TestServer.start(data, Clock.systemUTC(), settings))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_UNUSABLE));
    assertThat(before).doesNotExist();
  }
}
