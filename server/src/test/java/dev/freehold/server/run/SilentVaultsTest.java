package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A running server whose vaults accept connections and never answer")
@Order(1)
class SilentVaultsTest {

  private static final byte[] MESSAGE =
      "Subject: outage\r\n\r\nreadable in an outage\r\n".getBytes(StandardCharsets.UTF_8);
  private static final Duration PROMISED = Duration.ofSeconds(3);

  private static final int WAITING_CONNECTIONS = 256;

  @TempDir Path folder;
  private Path data;
  private int vaultPort;
  private Map<String, String> settings;
  private Connection administrator;
  private UUID policyId;

  @BeforeEach
  void prepare() throws IOException {
    data = folder.resolve("data");
    vaultPort = Ports.free();
    settings = Map.of("vault.port", Integer.toString(vaultPort), "keys.lease-seconds", "3");
  }

  @Test
  @DisplayName(
      "fault 53: serves a lone client within 3 s from the second request on, with an alert")
  void fault53_aLoneClient() throws IOException {
    withVaults(false);
    try (ServerSocket _ = silence();
        FreeholdServer server = server();
        ApiClient client = client(server)) {
      assertThat(firstRead(client)).isEqualTo(MESSAGE);
      long start = System.nanoTime();
      int requests = 0;
      while (since(start).compareTo(Duration.ofSeconds(7)) < 0) {
        long asked = AwakeTime.nanos();
        assertThat(read(client)).isEqualTo(MESSAGE);
        assertThat(AwakeTime.since(asked)).as("request %d", requests).isLessThan(PROMISED);
        requests++;
      }
      assertThat(entries(client, "AvailabilityKeyStandsIn")).hasSize(1);
      assertThat(entries(client, "FallbackToAvailabilityKey").size()).isGreaterThan(2);
      assertThat(silence(client).path("meaning").asText()).isEqualTo("bridged");

      client.put("/api/v1/silence-bound", Map.of("bound", "never"));
      assertThat(silence(client).path("meaning").asText()).isEqualTo("lapsed");
      assertEndsWith(client, "key-vault-did-not-answer");
      client.put("/api/v1/silence-bound", Map.of("bound", "no-bound"));
      assertThat(silence(client).path("bound").asText()).isEqualTo("24h");
      assertThatThrownBy(() -> client.put("/api/v1/silence-bound", Map.of("bound", "soon")))
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("silence-bound-invalid"));
    }
  }

  @Test
  @DisplayName("fault 51: refuses all users after a refusal, over restarts, until a root agrees")
  void fault51_refusalThenSilence() throws IOException {
    withVaults(true);
    try (ServerSocket _ = silence();
        FreeholdServer server = server();
        ApiClient client = client(server);
        ApiClient another = client(server)) {
      for (int round = 0; round < 3; round++) {
        assertRefused(client, "key-access-refused");
        assertRefused(another, "key-access-refused");
      }
      assertThat(silence(client).path("meaning").asText()).isEqualTo("locked");
      assertThat(entries(client, "FallbackToAvailabilityKey")).isEmpty();
    }
    Files.move(folder.resolve("aside"), data.resolve("vault/master.key"));
    try (FreeholdServer server = server();
        ApiClient client = client(server)) {
      assertRefused(client, "key-access-refused");
    }
  }

  /** One message in a mailbox under a policy; then, perhaps, both vaults refuse and it is heard. */
  private void withVaults(boolean refusing) throws IOException {
    try (FreeholdServer server = server();
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      administrator = tenant.administrator();
      policyId = tenant.policyId();
      AppendRequest request =
          new AppendRequest(
              "INBOX",
              MessageFlags.NONE,
              Instant.EPOCH,
              MessageProperties.NONE,
              OptionalLong.of(MESSAGE.length),
              Optional.empty());
      new RemoteMailbox(tenant.client(), tenant.mailbox())
          .append(request, new ByteArrayInputStream(MESSAGE));
      assertThat(read(tenant.client())).isEqualTo(MESSAGE);
      if (refusing) {
        tenant.permit(false);
        assertEndsWith(tenant.client(), "key-access-refused");
      }
    }
  }

  /** The vaults cannot start; at their port the system accepts connections, and nobody answers. */
  private ServerSocket silence() throws IOException {
    Files.move(data.resolve("vault/master.key"), folder.resolve("aside"));
    return new ServerSocket(vaultPort, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  private FreeholdServer server() {
    return TestServer.start(data, Clock.systemUTC(), settings);
  }

  private ApiClient client(FreeholdServer server) {
    return new ApiClient(
        administrator.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC());
  }

  private byte[] read(ApiClient client) throws IOException {
    RemoteMailbox mailbox = new RemoteMailbox(client, administrator.mailbox());
    MailItem item = mailbox.list("INBOX", 0, 1).getFirst();
    try (var content = mailbox.open(item)) {
      return content.readAllBytes();
    }
  }

  /**
   * The first request finds out that the vaults are silent. In a server that has just started on a
   * busy machine, that can take longer than the lease of this test.
   */
  private byte[] firstRead(ApiClient client) throws IOException {
    try {
      return read(client);
    } catch (MailSink.RefusedException refused) {
      assertThat(refused.code()).isEqualTo("key-vault-did-not-answer");
      return read(client);
    }
  }

  /** What is under a lease is read to its end. */
  private void assertEndsWith(ApiClient client, String code) throws IOException {
    long start = System.nanoTime();
    while (since(start).compareTo(Duration.ofSeconds(20)) < 0) {
      try {
        read(client);
      } catch (MailSink.RefusedException refused) {
        assertThat(refused.code()).isEqualTo(code);
        return;
      }
    }
    throw new AssertionError("reads go on");
  }

  private void assertRefused(ApiClient client, String code) {
    assertThatThrownBy(() -> read(client))
        .isInstanceOfSatisfying(
            MailSink.RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private JsonNode silence(ApiClient client) throws IOException {
    return client.get("/api/v1/policies/" + policyId + "/status").path("silence");
  }

  private static List<JsonNode> entries(ApiClient client, String operation) throws IOException {
    return client
        .get("/api/v1/audit-records?operations=" + operation)
        .path("records")
        .valueStream()
        .toList();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
