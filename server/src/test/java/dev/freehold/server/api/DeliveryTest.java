package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Delivery over LMTP")
class DeliveryTest {

  private static final String MESSAGE = "Subject: hello\r\n\r\nbody\r\n";

  private FreeholdServer server;
  private Path socket;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private ApiClient operator;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    socket = folder.resolve("lmtp");
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of("lmtp.socket", socket.toString(), "keys.lease-seconds", "3"));
    operator = new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    give(contoso);
    give(fabrikam);
  }

  @AfterAll
  void stop() {
    operator.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  @Test
  @DisplayName("stores a message in the mailbox of its recipient, sealed")
  void stores() throws Exception {
    assertThat(deliver(contoso.mailbox(), MESSAGE)).startsWith("250");

    RemoteMailbox mailbox = new RemoteMailbox(contoso.client(), contoso.mailbox());
    MailItem item = mailbox.list("INBOX", 0, 10).getLast();
    assertThat(new String(mailbox.open(item).readAllBytes(), UTF_8))
        .contains("Delivered-To: " + contoso.mailbox())
        .endsWith(MESSAGE);
  }

  @Test
  @DisplayName(
      "files marked mail as junk, and takes a part after the plus sign as the same address")
  void junkAndDetail() throws Exception {
    String address = contoso.mailbox().replace("@", "+news@");

    assertThat(deliver(address, "X-Spam: Yes\r\n" + MESSAGE)).startsWith("250");

    RemoteMailbox mailbox = new RemoteMailbox(contoso.client(), contoso.mailbox());
    assertThat(mailbox.list("Junk", 0, 10)).hasSize(1);
  }

  @Test
  @DisplayName("knows nobody of a domain that no tenant was given, or of another tenant's")
  void domains() throws Exception {
    String domain = contoso.mailbox().substring(contoso.mailbox().indexOf('@') + 1);
    assertThat(deliver("somebody@elsewhere.example", MESSAGE)).startsWith("451 4.1.2");
    assertThat(deliver("nobody@" + domain, MESSAGE)).startsWith("550 5.1.1");

    fabrikam.client().post("/api/v1/mailboxes", Map.of("address", "thief@" + domain));
    assertThat(deliver("thief@" + domain, MESSAGE)).startsWith("550 5.1.1");

    assertThatThrownBy(
            () -> operator.post(path(fabrikam) + "/accepted-domains", Map.of("domain", domain)))
        .hasMessageContaining("a tenant of this server has this domain");
    assertThat(contoso.client().get("/api/v1/accepted-domains").path("domains"))
        .extracting(each -> each.path("domain").asText())
        .containsExactly(domain);
  }

  @Test
  @DisplayName("goes on for a locked mailbox, under the availability key, and the ledger says so")
  void lockedMailbox() throws Exception {
    fabrikam.permit(false);
    RemoteMailbox mailbox = new RemoteMailbox(fabrikam.client(), fabrikam.mailbox());
    try {
      assertThat(deliver(fabrikam.mailbox(), MESSAGE)).startsWith("250");
      Eventually.holds("the mailbox is locked", () -> isLocked(mailbox));
      assertThat(deliver(fabrikam.mailbox(), MESSAGE)).startsWith("250");

      assertThat(operations(fabrikam)).contains("FallbackToAvailabilityKey");
    } finally {
      fabrikam.permit(true);
    }
  }

  private static boolean isLocked(RemoteMailbox mailbox) throws IOException {
    try (InputStream content = mailbox.open(mailbox.list("INBOX", 0, 10).getFirst())) {
      content.readAllBytes();
      return false;
    } catch (MailSink.RefusedException refused) {
      return refused.code().equals("key-access-refused");
    }
  }

  private static List<String> operations(TestTenant tenant) throws IOException {
    JsonNode records =
        tenant.client().get("/api/v1/audit-records?operations=FallbackToAvailabilityKey");
    return records.path("records").findValuesAsText("operation");
  }

  private void give(TestTenant tenant) throws IOException {
    String domain = tenant.mailbox().substring(tenant.mailbox().indexOf('@') + 1);
    operator.post(path(tenant) + "/accepted-domains", Map.of("domain", domain));
  }

  private static String path(TestTenant tenant) {
    return "/api/v1/operator/tenants/" + tenant.administrator().tenant();
  }

  private String deliver(String recipient, String message) throws IOException {
    return LmtpDelivery.deliver(socket, recipient, message);
  }
}
