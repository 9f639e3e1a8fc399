package dev.freehold.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.MailServer;
import dev.freehold.server.testing.TestTenant;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("People who use IMAP")
@Order(1)
class ImapPeopleTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String OTHER_PASSWORD = "two plain words & nine";
  private static final String SWITCHED_OFF = "NO [NOPERM] IMAP is switched off";
  private static final String UNAVAILABLE = "NO [UNAVAILABLE]";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private MailServer mail;
  private Browser browser;
  private Path data;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    mail = MailServer.start(folder, Map.of());
    browser = new Browser(mail.server().clientTls());
  }

  @AfterAll
  void stop() {
    browser.close();
    mail.close();
  }

  /** A person with a mailbox. */
  private String person(String local) throws IOException {
    String name = local + "@contoso.example";
    mail.tenant().client().post("/api/v1/mailboxes", Map.of("address", name));
    mail.tenant().person(name, local, PASSWORD);
    return name;
  }

  private HttpResponse<String> grant(String user, String password) throws Exception {
    return browser.post(
        mail.server().apiUri() + "/organizations/oauth2/v2.0/token",
        Map.of(
            "grant_type",
            "password",
            "username",
            user,
            "password",
            password,
            "scope",
            ApiAudience.SCOPE));
  }

  private String token(String user, String password) throws Exception {
    return Browser.json(grant(user, password)).path("access_token").asText();
  }

  private HttpResponse<String> call(String method, String path, String token, Object body)
      throws Exception {
    return browser.call(method, mail.server().apiUri() + path, token, body);
  }

  private JsonNode admin(String method, String path, Object body) throws Exception {
    HttpResponse<String> answer = call(method, path, adminToken(), body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? null : Browser.json(answer);
  }

  private String adminToken() throws IOException {
    ApiClient client = mail.tenant().client();
    return client.tokensFor(ApiAudience.SCOPE).current().value();
  }

  private JsonNode appPassword(String user, String name) throws Exception {
    HttpResponse<String> made =
        call("POST", "/api/v1/me/app-passwords", token(user, PASSWORD), Map.of("name", name));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Browser.json(made);
  }

  /** What LOGIN is answered. */
  private String login(String user, String password) throws IOException {
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      return client.command("LOGIN %s \"%s\"".formatted(user, password));
    }
  }

  private ImapLines signedIn(String user, String password) throws IOException {
    ImapLines client = ImapLines.plain(mail.imapPort());
    assertThat(client.command("LOGIN %s \"%s\"".formatted(user, password))).contains(" OK ");
    assertThat(client.command("SELECT INBOX")).contains(" OK ");
    return client;
  }

  private ImapLines idling(String user, String password) throws IOException {
    ImapLines client = signedIn(user, password);
    client.idle();
    return client;
  }

  private static void awaitEnd(ImapLines client) {
    Eventually.holds("the session has ended", WITHIN, () -> hasEnded(client));
  }

  private static boolean hasEnded(ImapLines client) throws IOException {
    try {
      return client.command("NOOP").contains("BYE");
    } catch (EOFException ended) {
      return true;
    }
  }

  private void write(String sql) throws SQLException {
    try (java.sql.Connection attacker =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
        Statement statement = attacker.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(sql);
    }
  }

  @Test
  @DisplayName("come in by app passwords however they type them, and by nothing else than IMAP")
  void appPasswords() throws Exception {
    String ada = person("ada");
    JsonNode phone = appPassword(ada, "Phone");
    String letters = phone.path("password").asText();
    assertThat(phone.path("scope").asText()).isEqualTo("mail");
    assertThat(login(ada.toUpperCase(Locale.ROOT), letters)).contains(" OK ");
    assertThat(login(ada, letters.toUpperCase(Locale.ROOT).replace("-", " "))).contains(" OK ");
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      assertThat(client.command("AUTHENTICATE PLAIN " + base64("\0" + ada + "\0" + letters)))
          .contains(" OK ");
    }
    assertThat(grant(ada, letters).statusCode()).isEqualTo(400);

    String wrong = "abcd-efgh-ijkm-npqr-stuv-wxyz";
    String answer = login(ada, "no such password");
    assertThat(answer).contains("NO [AUTHENTICATIONFAILED]");
    assertThat(login(ada, wrong)).isEqualTo(answer);
    assertThat(login("nobody@contoso.example", wrong)).isEqualTo(answer);
    assertThat(login("nobody@contoso.example", letters)).isEqualTo(answer);

    Eventually.holds("its use is noted", () -> way(ada, phone).path("lastUsedAt").isTextual());
    assertThat(way(ada, phone).path("kind").asText()).isEqualTo("app-password");
    assertThat(way(ada, phone).path("label").asText()).isEqualTo("Phone");
    assertThat(way(ada, phone).toString()).doesNotContain(letters);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private JsonNode way(String user, JsonNode made) throws Exception {
    for (JsonNode way : admin("GET", "/api/v1/users/" + user + "/ways-in", null).path("waysIn")) {
      if (way.path("id").equals(made.path("id"))) {
        return way;
      }
    }
    throw new AssertionError("not listed");
  }

  @Test
  @DisplayName("fault72: lose a connection once its app password ends, in IDLE too; not the others")
  void fault72_ended() throws Exception {
    String ben = person("ben");
    JsonNode lost = appPassword(ben, "Lost phone");
    JsonNode kept = appPassword(ben, "Laptop");
    String stolen = lost.path("password").asText();
    // Whoever came earlier is asked about earlier: when the other has ended, IDLE is due too.
    try (ImapLines idle = idling(ben, stolen);
        ImapLines first = signedIn(ben, stolen);
        ImapLines second = signedIn(ben, kept.path("password").asText());
        ImapLines own = signedIn(ben, PASSWORD)) {
      admin("DELETE", "/api/v1/users/%s/ways-in/%s".formatted(ben, lost.path("id").asText()), null);
      awaitEnd(first);
      assertThat(login(ben, stolen)).contains("NO [AUTHENTICATIONFAILED]");
      deliver(ben, "not for whoever has the phone");
      assertThat(idle.next()).startsWith("* BYE");
      assertThat(second.command("NOOP")).contains("1 EXISTS").contains(" OK ");
      assertThat(own.command("NOOP")).contains("1 EXISTS").contains(" OK ");
      admin("POST", "/api/v1/users/" + ben + "/sign-out", null);
      awaitEnd(second);
      awaitEnd(own);
      assertThat(login(ben, kept.path("password").asText())).contains("NO [AUTHENTICATIONFAILED]");
      assertThat(login(ben, PASSWORD)).contains(" OK ");
    }
  }

  @Test
  @DisplayName("are refused where IMAP is switched off for the mailbox, open or not")
  void switchedOffForAMailbox() throws Exception {
    String cleo = person("cleo");
    String others = person("others");
    String phone = appPassword(cleo, "Phone").path("password").asText();
    String bearer =
        "user=%s\u0001auth=Bearer %s\u0001\u0001".formatted(cleo, token(cleo, PASSWORD));
    try (ImapLines open = signedIn(cleo, PASSWORD);
        ImapLines other = signedIn(others, PASSWORD)) {
      assertThat(switchImap(cleo, false).path("imapEnabled").asBoolean()).isFalse();
      assertThat(login(cleo, PASSWORD)).contains(SWITCHED_OFF);
      assertThat(login(cleo, phone)).contains(SWITCHED_OFF);
      assertThat(login(cleo, "wrong")).contains("NO [AUTHENTICATIONFAILED]");
      try (ImapLines late = ImapLines.plain(mail.imapPort())) {
        assertThat(late.command("AUTHENTICATE XOAUTH2 " + base64(bearer))).contains(SWITCHED_OFF);
      }
      awaitEnd(open);
      assertThat(other.command("NOOP")).contains(" OK ");
      deliver(cleo, "while it is off");
      assertThat(switchImap(cleo, true).path("imapEnabled").asBoolean()).isTrue();
      try (ImapLines again = signedIn(cleo, phone)) {
        assertThat(again.command("FETCH 1 BODY[TEXT]")).contains("while it is off");
      }
      assertThat(records("MailboxEdit")).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  @DisplayName("are refused where IMAP is switched off for the tenant, open or not")
  void switchedOffForTheTenant() throws Exception {
    TestTenant fabrikam = TestTenant.create(mail.server(), "fabrikam");
    try (fabrikam) {
      fabrikam.person(fabrikam.mailbox(), "Dora", PASSWORD);
      try (ImapLines open = signedIn(fabrikam.mailbox(), PASSWORD)) {
        fabrikam.client().put("/api/v1/imap", Map.of("enabled", false));
        assertThat(fabrikam.client().get("/api/v1/imap").path("enabled").asBoolean()).isFalse();
        assertThat(login(fabrikam.mailbox(), PASSWORD)).contains(SWITCHED_OFF);
        awaitEnd(open);
        write("UPDATE tenants SET imap_enabled = 1 WHERE name = 'fabrikam'");
        assertThat(login(fabrikam.mailbox(), PASSWORD)).as("forged").contains(UNAVAILABLE);
        write("UPDATE tenants SET imap_enabled = 0 WHERE name = 'fabrikam'");
        fabrikam.client().put("/api/v1/imap", Map.of("enabled", true));
        assertThat(login(fabrikam.mailbox(), PASSWORD)).contains(" OK ");
      }
      assertThat(
              fabrikam
                  .client()
                  .get("/api/v1/audit-records?operations=TenantImapChange")
                  .path("records"))
          .hasSize(2);
    }
  }

  @Test
  @DisplayName("come in by app passwords alone once their tenant requires a second factor")
  void secondFactor() throws Exception {
    TestTenant tailspin = TestTenant.create(mail.server(), "tailspin");
    try (tailspin) {
      String gil = tailspin.mailbox();
      tailspin.person(gil, "Gil", PASSWORD);
      String phone = appPassword(gil, "Phone").path("password").asText();
      String token = token(gil, PASSWORD);
      List<String> byToken =
          List.of(
              "AUTHENTICATE OAUTHBEARER "
                  + base64("n,a=%s,\u0001auth=Bearer %s\u0001\u0001".formatted(gil, token)),
              "AUTHENTICATE XOAUTH2 "
                  + base64("user=%s\u0001auth=Bearer %s\u0001\u0001".formatted(gil, token)));
      try (ImapLines own = signedIn(gil, PASSWORD);
          ImapLines bearer = ImapLines.plain(mail.imapPort());
          ImapLines device = signedIn(gil, phone)) {
        assertThat(bearer.command(byToken.getFirst())).contains(" OK ");
        tailspin.client().put("/api/v1/second-factor", Map.of("required", true));
        awaitEnd(own);
        awaitEnd(bearer);
        assertThat(device.command("NOOP")).contains(" OK ");
      }
      assertThat(login(gil, PASSWORD)).contains("NO [AUTHENTICATIONFAILED]", "an app password");
      assertThat(login(gil, phone)).contains(" OK ");
      for (String command : byToken) {
        try (ImapLines late = ImapLines.plain(mail.imapPort())) {
          // The client has to answer the server's reason before it is refused.
          assertThat(late.command(command + "\r\nAQ==")).contains("NO [AUTHENTICATIONFAILED]");
        }
      }
    }
  }

  @Test
  @DisplayName("fault55: are refused where IMAP was switched on in the database")
  void fault55_switchedOff() throws Exception {
    String dora = person("dora");
    switchImap(dora, false);
    write("UPDATE mail_mailboxes SET imap_enabled = 1 WHERE address = '" + dora + "'");
    assertThat(login(dora, PASSWORD)).contains(UNAVAILABLE);
    write("UPDATE mail_mailboxes SET imap_enabled = 0 WHERE address = '" + dora + "'");
    assertThat(login(dora, PASSWORD)).contains(SWITCHED_OFF);
  }

  private JsonNode switchImap(String mailbox, boolean on) throws Exception {
    return admin("PATCH", "/api/v1/mailboxes/" + mailbox, Map.of("imapEnabled", on))
        .path("mailbox");
  }

  private JsonNode records(String operation) throws Exception {
    return admin("GET", "/api/v1/audit-records?operations=" + operation, null).path("records");
  }

  @Test
  @DisplayName("fault72: read all their mail after an administrator has reset their password")
  void fault72_reset() throws Exception {
    String emma = person("emma");
    List<String> bodies = List.of("before the reset", "while nobody may sign in", "afterwards");
    deliver(emma, bodies.get(0));
    String phone = appPassword(emma, "Phone").path("password").asText();
    try (ImapLines open = signedIn(emma, PASSWORD);
        ImapLines device = signedIn(emma, phone)) {
      assertThat(open.command("FETCH 1 BODY.PEEK[TEXT]")).contains(bodies.get(0));
      String first = FirstPasswords.before(OTHER_PASSWORD);
      admin("PUT", "/api/v1/users/" + emma + "/password", Map.of("password", first));
      deliver(emma, bodies.get(1));
      assertThat(login(emma, PASSWORD)).contains("NO [AUTHENTICATIONFAILED]");
      assertThat(login(emma, phone)).contains("NO [AUTHENTICATIONFAILED]");
      assertThat(login(emma, first)).contains("NO [EXPIRED]");
      awaitEnd(open);
      awaitEnd(device);
    }
    FirstPasswords.replace(mail.server().clientTls(), mail.server().apiUri(), emma, OTHER_PASSWORD);
    deliver(emma, bodies.get(2));
    try (ImapLines client = signedIn(emma, OTHER_PASSWORD)) {
      assertThat(client.command("STATUS INBOX (MESSAGES)")).contains("MESSAGES 3");
      for (int i = 0; i < bodies.size(); i++) {
        assertThat(client.command("FETCH %d BODY[TEXT]".formatted(i + 1)))
            .contains(bodies.get(i))
            .contains(" OK ");
      }
    }
    assertThat(login(emma, PASSWORD)).contains("NO [AUTHENTICATIONFAILED]");
  }

  private void deliver(String recipient, String body) throws IOException {
    String message = "From: ada@example.com\r\nSubject: one\r\n\r\n" + body + "\r\n";
    assertThat(LmtpDelivery.deliver(mail.lmtp(), recipient, message)).startsWith("250");
  }
}
