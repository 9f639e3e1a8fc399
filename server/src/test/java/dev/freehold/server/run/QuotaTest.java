package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.Ports;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A mailbox with a quota")
class QuotaTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String DORA = "dora@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + DORA;
  private static final String MESSAGE = "Subject: pears\r\n\r\nfor Dora\r\n";

  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;
  private Path lmtp;
  private int port;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    lmtp = folder.resolve("lmtp");
    port = Ports.free();
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of(
                "imap.plain-port",
                Integer.toString(port),
                "lmtp.socket",
                lmtp.toString(),
                "limits.mailbox-bytes",
                "1048576"));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant.administrator());
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      operator.post(
          "/api/v1/operator/tenants/%s/accepted-domains".formatted(tenant.administrator().tenant()),
          Map.of("domain", "contoso.example"));
    }
  }

  @AfterAll
  void stop() {
    admin.close();
    tenant.close();
    server.close();
  }

  private JsonNode ok(String method, String path, Object body) throws IOException {
    Answer answer = admin.send(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 204);
    return answer.body();
  }

  private String deliver() throws IOException {
    return LmtpDelivery.deliver(lmtp, DORA, MESSAGE);
  }

  private void upload() throws IOException {
    tenant
        .client()
        .upload(
            MAILBOX + "/messages",
            BodyPublishers.ofString(MESSAGE),
            "Content-Type",
            "message/rfc822");
  }

  private String status() throws IOException {
    return ok("GET", MAILBOX + "/statistics", null).path("storageLimitStatus").asText();
  }

  private long used() throws IOException {
    return ok("GET", MAILBOX + "/statistics", null).path("totalItemSize").asLong();
  }

  @Test
  @DisplayName("takes nothing more by delivery, IMAP or the API once it is full")
  void life() throws Exception {
    ok("POST", "/api/v1/mailboxes", Map.of("address", DORA));
    tenant.person(DORA, "Dora", PASSWORD);
    JsonNode view = ok("GET", MAILBOX, null);
    assertThat(view.path("usesDefaultQuota").asBoolean()).isTrue();
    assertThat(view.path("quotaBytes").asLong()).isEqualTo(1048576);
    assertThat(deliver()).startsWith("250");
    assertThat(status()).isEqualTo("BelowLimit");

    try (ImapLines client = ImapLines.plain(port)) {
      client.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD));
      assertThat(client.command("GETQUOTAROOT INBOX")).contains("STORAGE 0 1024");
      client.command("SELECT INBOX");
      ok("PATCH", MAILBOX, Map.of("quotaBytes", used()));
      assertThat(status()).isEqualTo("MailboxDisabled");
      assertThat(deliver()).startsWith("552 5.2.2");
      assertThat(client.command("COPY 1 INBOX")).contains("NO [OVERQUOTA]");
      assertThat(client.command("APPEND INBOX {3+}\r\na:b")).contains("NO [OVERQUOTA]");
      Assertions.assertThatThrownBy(this::upload).hasMessageContaining("mailbox is full");
      assertThat(ok("GET", MAILBOX, null).path("usesDefaultQuota").asBoolean()).isFalse();

      ok("PATCH", MAILBOX, Map.of("quotaBytes", used() * 4, "quotaWarningBytes", 1));
      assertThat(status()).isEqualTo("IssueWarning");
      assertThat(deliver()).startsWith("250");
      assertThat(client.command("COPY 1 INBOX")).contains(" OK ");
      upload();
      assertThat(deliver()).startsWith("552 5.2.2");

      Map<String, Object> unbound = new HashMap<>();
      unbound.put("quotaBytes", null);
      unbound.put("quotaWarningBytes", null);
      ok("PATCH", MAILBOX, unbound);
      assertThat(deliver()).startsWith("250");
      assertThat(client.command("GETQUOTAROOT INBOX")).doesNotContain("STORAGE");
      ok("PATCH", MAILBOX, Map.of("usesDefaultQuota", true));
      assertThat(client.command("GETQUOTAROOT INBOX")).contains("STORAGE 0 1024");
    }
    assertThat(ok("GET", "/api/v1/audit-records?operations=MailboxEdit", null).toString())
        .contains("quotaBytesBefore");
  }
}
