package dev.freehold.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("People with full access to another mailbox, over IMAP")
class ImapDelegatesTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String SHARED = "shared@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + SHARED;
  private static final String NO_ACCESS =
      "NO [AUTHORIZATIONFAILED] there is no such mailbox to which you have full access";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private FreeholdServer server;
  private TestTenant tenant;
  private Browser browser;
  private Path data;
  private int port;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    port = Ports.free();
    server =
        TestServer.start(
            data, Clock.systemUTC(), Map.of("imap.plain-port", Integer.toString(port)));
    tenant = TestTenant.create(server, "contoso");
    browser = new Browser(server.clientTls());
    tenant.client().post("/api/v1/mailboxes", Map.of("address", SHARED));
    tenant
        .client()
        .upload(
            MAILBOX + "/messages",
            BodyPublishers.ofString("Subject: pears\r\n\r\nfor all of us\r\n"),
            "Content-Type",
            "message/rfc822");
  }

  @AfterAll
  void stop() {
    browser.close();
    tenant.close();
    server.close();
  }

  /** A person with a mailbox of the same name. */
  private UUID person(String local) throws IOException {
    String name = name(local);
    tenant.client().post("/api/v1/mailboxes", Map.of("address", name));
    return tenant.person(name, local, PASSWORD);
  }

  private static String name(String local) {
    return local + "@contoso.example";
  }

  private void grant(UUID person) throws IOException {
    tenant
        .client()
        .put(MAILBOX + "/permissions/" + person, Map.of("accessRights", List.of("FullAccess")));
  }

  private void take(UUID person) throws IOException {
    try (Member member = Member.of(server, tenant.administrator())) {
      assertThat(member.send("DELETE", MAILBOX + "/permissions/" + person, null).status())
          .isEqualTo(204);
    }
  }

  private static String login(ImapLines client, String local, String mailbox, String password)
      throws IOException {
    return client.command("LOGIN \"%s\\\\%s\" \"%s\"".formatted(name(local), mailbox, password));
  }

  private String login(String local, String mailbox) throws IOException {
    try (ImapLines client = ImapLines.plain(port)) {
      return login(client, local, mailbox, PASSWORD);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private String token(String local) throws Exception {
    HttpResponse<String> given =
        browser.post(
            server.apiUri() + "/organizations/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "password",
                "username",
                name(local),
                "password",
                PASSWORD,
                "scope",
                ApiAudience.SCOPE));
    return Browser.json(given).path("access_token").asText();
  }

  private long records(String operation) throws IOException {
    ApiClient admin = tenant.client();
    return admin.get("/api/v1/audit-records?operations=" + operation).path("records").size();
  }

  @Test
  @DisplayName("open it with the name of both, by password, app password and token")
  void ways() throws Exception {
    UUID anna = person("anna");
    assertThat(login("anna", SHARED)).contains(NO_ACCESS);
    assertThat(login("anna", "nobody@contoso.example")).contains(NO_ACCESS);
    grant(anna);
    long sessions = records("MailboxLogin");
    long readings = records("MailItemsAccessed");
    try (ImapLines client = ImapLines.plain(port)) {
      assertThat(login(client, "anna", SHARED, PASSWORD)).contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains("* 1 EXISTS");
      assertThat(client.command("FETCH 1 BODY[TEXT]")).contains("for all of us");
    }
    assertThat(records("MailboxLogin")).isEqualTo(sessions + 1);
    assertThat(records("MailItemsAccessed")).isEqualTo(readings + 2);

    HttpResponse<String> made =
        browser.call(
            "POST",
            server.apiUri() + "/api/v1/me/app-passwords",
            token("anna"),
            Map.of("name", "Phone"));
    String appPassword = Browser.json(made).path("password").asText();
    for (String command :
        List.of(
            "AUTHENTICATE PLAIN " + base64(SHARED + "\0" + name("anna") + "\0" + appPassword),
            "AUTHENTICATE XOAUTH2 "
                + base64("user=%s\1auth=Bearer %s\1\1".formatted(SHARED, token("anna"))),
            "AUTHENTICATE OAUTHBEARER "
                + base64("n,a=%s,\1auth=Bearer %s\1\1".formatted(SHARED, token("anna"))))) {
      try (ImapLines client = ImapLines.plain(port)) {
        assertThat(client.command(command)).contains(" OK ");
        assertThat(client.command("SELECT INBOX")).contains("* 1 EXISTS");
      }
    }
    assertThat(records("MailboxLogin")).isEqualTo(sessions + 4);
  }

  @Test
  @DisplayName("open their own without an entry, with their own name twice too")
  void own() throws Exception {
    person("ben");
    long sessions = records("MailboxLogin");
    assertThat(login("ben", name("ben"))).contains(" OK ");
    assertThat(records("MailboxLogin")).isEqualTo(sessions);
  }

  @Test
  @DisplayName("are cut off within seconds of the end of the permission, in IDLE too")
  void taken() throws Exception {
    UUID cleo = person("cleo");
    grant(cleo);
    try (ImapLines idle = ImapLines.plain(port);
        ImapLines other = ImapLines.plain(port)) {
      for (ImapLines client : List.of(idle, other)) {
        assertThat(login(client, "cleo", SHARED, PASSWORD)).contains(" OK ");
        assertThat(client.command("SELECT INBOX")).contains(" OK ");
      }
      idle.idle();
      take(cleo);
      long began = System.nanoTime();
      assertThat(idle.next()).startsWith("* BYE");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WITHIN);
      Eventually.holds("the session has ended", WITHIN, () -> hasEnded(other));
      assertThat(login("cleo", SHARED)).contains(NO_ACCESS);
    }
  }

  private static final String GROUPS = "/graph/v1.0/groups";

  /** A group with full access. */
  private String group(String name) throws IOException {
    String group =
        tenant
            .client()
            .post(
                GROUPS,
                Map.of(
                    "displayName",
                    name,
                    "mailNickname",
                    "nick",
                    "mailEnabled",
                    false,
                    "securityEnabled",
                    true))
            .path("id")
            .asText();
    grant(UUID.fromString(group));
    return group;
  }

  private void change(String method, String path, Object body) throws IOException {
    try (Member member = Member.of(server, tenant.administrator())) {
      assertThat(member.send(method, path, body).status()).isEqualTo(204);
    }
  }

  private void join(String group, UUID member) throws IOException {
    String reference = "https://graph.example/v1.0/directoryObjects/" + member;
    change("POST", GROUPS + "/" + group + "/members/$ref", Map.of("@odata.id", reference));
  }

  @Test
  @DisplayName("by a group get in while they are members, and are cut off when they are none")
  void byGroup() throws Exception {
    String group = group("Front desk");
    UUID gail = person("gail");
    assertThat(login("gail", SHARED)).contains(NO_ACCESS);
    join(group, gail);
    long sessions = records("MailboxLogin");
    try (ImapLines idle = ImapLines.plain(port);
        ImapLines other = ImapLines.plain(port)) {
      for (ImapLines client : List.of(idle, other)) {
        assertThat(login(client, "gail", SHARED, PASSWORD)).contains(" OK ");
        assertThat(client.command("SELECT INBOX")).contains("* 1 EXISTS");
      }
      assertThat(other.command("FETCH 1 BODY[TEXT]")).contains("for all of us");
      assertThat(records("MailboxLogin")).as("her own name").isEqualTo(sessions + 2);
      idle.idle();
      change("DELETE", GROUPS + "/" + group + "/members/" + gail + "/$ref", null);
      assertThat(idle.next()).startsWith("* BYE");
      Eventually.holds("the session has ended", WITHIN, () -> hasEnded(other));
    }
    assertThat(login("gail", SHARED)).contains(NO_ACCESS);
  }

  @Test
  @DisplayName("by a group and by name keep it until both have ended")
  void byGroupAndName() throws Exception {
    String group = group("Evening shift");
    UUID hugo = person("hugo");
    join(group, hugo);
    grant(hugo);
    try (ImapLines client = ImapLines.plain(port)) {
      assertThat(login(client, "hugo", SHARED, PASSWORD)).contains(" OK ");
      take(hugo);
      assertThat(login("hugo", SHARED)).as("by the group").contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains("* 1 EXISTS");
      change("DELETE", GROUPS + "/" + group, null);
      Eventually.holds("the session has ended", WITHIN, () -> hasEnded(client));
    }
    assertThat(login("hugo", SHARED)).contains(NO_ACCESS);
  }

  private static boolean hasEnded(ImapLines client) throws IOException {
    try {
      return client.command("NOOP").contains("BYE");
    } catch (EOFException ended) {
      return true;
    }
  }

  @Test
  @DisplayName("are refused while IMAP is switched off, for the mailbox or for themselves")
  void switchedOff() throws Exception {
    UUID dora = person("dora");
    grant(dora);
    for (String mailbox : List.of(SHARED, name("dora"))) {
      String path = "/api/v1/mailboxes/" + mailbox;
      tenant.client().patch(path, Map.of("imapEnabled", false));
      assertThat(login("dora", SHARED)).contains("NO [NOPERM] IMAP is switched off");
      tenant.client().patch(path, Map.of("imapEnabled", true));
      assertThat(login("dora", SHARED)).contains(" OK ");
    }
  }

  @Test
  @DisplayName("fault55: get in by no permission that was written into the database")
  void fault55_forged() throws Exception {
    UUID eve = person("eve");
    try (java.sql.Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO mail_mailbox_permissions
                  (mailbox_id, principal_id, tenant_id, granted_at)
                SELECT id, unhex(?), tenant_id, 0 FROM mail_mailboxes WHERE address = ?
                """)) {
      database.createStatement().execute("PRAGMA busy_timeout = 10000");
      insert.setString(1, eve.toString().replace("-", ""));
      insert.setString(2, SHARED);
      assertThat(insert.executeUpdate()).isOne();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(login("eve", SHARED)).contains("NO [UNAVAILABLE]");
    take(eve);
    assertThat(login("eve", SHARED)).contains(NO_ACCESS);
  }
}
