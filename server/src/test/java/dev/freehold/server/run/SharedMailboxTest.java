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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A shared mailbox")
class SharedMailboxTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String SALES = "sales@contoso.example";
  private static final String ORDERS = "orders@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + SALES;
  private static final String MESSAGE = "Subject: pears\r\n\r\nfor all of us\r\n";
  private static final Duration WITHIN = Duration.ofSeconds(30);

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
            Map.of("imap.plain-port", Integer.toString(port), "lmtp.socket", lmtp.toString()));
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

  private static String login(ImapLines client, String name) throws IOException {
    return client.command("LOGIN \"%s\" \"%s\"".formatted(name, PASSWORD));
  }

  private String login(String name) throws IOException {
    try (ImapLines client = ImapLines.plain(port)) {
      return login(client, name);
    }
  }

  private static boolean isOpen(ImapLines client) {
    try {
      return client.command("NOOP").contains(" OK ");
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  @DisplayName("has nobody who signs in to it but delegates, gets mail at all its addresses")
  void life() throws Exception {
    JsonNode made =
        ok("POST", "/api/v1/mailboxes", Map.of("address", SALES, "mailboxType", "shared"));
    assertThat(made.path("mailboxType").asText()).isEqualTo("shared");
    tenant.person(SALES, "Sales", PASSWORD);
    UUID anna = tenant.person("anna@contoso.example", "Anna", PASSWORD);
    assertThat(login(SALES)).contains("NO [NOPERM] this user has no mailbox");
    String asAnna = "anna@contoso.example\\\\" + SALES;
    assertThat(login(asAnna)).contains("NO [AUTHORIZATIONFAILED]");

    ok("PATCH", MAILBOX, Map.of("emailAddresses", List.of("SMTP:" + SALES, "smtp:" + ORDERS)));
    Answer taken = admin.send("POST", "/api/v1/mailboxes", Map.of("address", ORDERS));
    assertThat(taken.body().path("code").asText()).isEqualTo("mailbox-exists");
    for (String address : List.of(SALES, ORDERS, "orders+pears@contoso.example")) {
      assertThat(LmtpDelivery.deliver(lmtp, address, MESSAGE)).startsWith("250");
    }

    ok("PUT", MAILBOX + "/permissions/" + anna, Map.of("accessRights", List.of("FullAccess")));
    for (String name : List.of(asAnna, "anna@contoso.example\\\\" + ORDERS)) {
      try (ImapLines client = ImapLines.plain(port)) {
        assertThat(login(client, name)).contains(" OK ");
        assertThat(client.command("SELECT INBOX")).contains("* 3 EXISTS");
        assertThat(client.command("SEARCH TEXT pears")).contains("* SEARCH 1 2 3");
      }
    }

    ok("PATCH", MAILBOX, Map.of("mailboxType", "regular"));
    try (ImapLines own = ImapLines.plain(port)) {
      assertThat(login(own, SALES)).contains(" OK ");
      ok("PATCH", MAILBOX, Map.of("mailboxType", "shared"));
      Awaitility.await().atMost(WITHIN).until(() -> !isOpen(own));
    }
    assertThat(login(SALES)).contains("NO [NOPERM] this user has no mailbox");
    ok("PATCH", MAILBOX, Map.of("emailAddresses", List.of("SMTP:" + SALES)));
    assertThat(LmtpDelivery.deliver(lmtp, ORDERS, MESSAGE)).startsWith("550 5.1.1");
  }
}
