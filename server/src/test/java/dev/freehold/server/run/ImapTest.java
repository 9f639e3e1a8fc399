package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A mailbox over IMAP")
class ImapTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String MESSAGE =
      "From: a@contoso.example\r\nSubject: one\r\n\r\nthe body of it\r\n";

  private FreeholdServer server;
  private TestTenant tenant;
  private int tlsPort;
  private int startTlsPort;
  private int plainPort;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    tlsPort = Ports.free();
    startTlsPort = Ports.free();
    plainPort = Ports.free();
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of(
                "imap.port", Integer.toString(tlsPort),
                "imap.starttls-port", Integer.toString(startTlsPort),
                "imap.plain-port", Integer.toString(plainPort),
                "keys.lease-seconds", "3"));
    tenant = TestTenant.create(server, "contoso");
    person(tenant.mailbox());
    person("nobox@contoso.example");
  }

  private void person(String name) throws IOException {
    tenant
        .client()
        .post(
            "/api/v1/users",
            Map.of(
                "userPrincipalName",
                name,
                "displayName",
                "Person",
                "roles",
                List.of(),
                "password",
                FirstPasswords.before(PASSWORD)));
    FirstPasswords.replace(server.clientTls(), server.apiUri(), name, PASSWORD);
  }

  @AfterAll
  void stop() {
    tenant.close();
    server.close();
  }

  private ImapLines signedIn() throws IOException {
    ImapLines client = ImapLines.plain(plainPort);
    assertThat(client.command("LOGIN %s \"%s\"".formatted(tenant.mailbox(), PASSWORD)))
        .contains(" OK ");
    return client;
  }

  @Test
  @DisplayName("takes the person's password over TLS, and messages come out as they went in")
  void journey() throws IOException {
    try (ImapLines client = ImapLines.tls(tlsPort, server.clientTls())) {
      assertThat(client.command("LOGIN %s wrong".formatted(tenant.mailbox())))
          .contains("NO [AUTHENTICATIONFAILED]");
      assertThat(client.command("LOGIN %s \"%s\"".formatted(tenant.mailbox(), PASSWORD)))
          .contains("OK [CAPABILITY ");
      assertThat(client.command("LIST \"\" *")).contains("INBOX");
      assertThat(client.command("APPEND INBOX {%d+}\r\n%s".formatted(MESSAGE.length(), MESSAGE)))
          .contains("OK [APPENDUID ");
      assertThat(client.command("SELECT INBOX")).contains("OK [READ-WRITE]");
      assertThat(client.command("FETCH * (FLAGS BODY[])")).contains("the body of it");
      assertThat(client.command("STATUS INBOX (MESSAGES UIDNEXT HIGHESTMODSEQ)"))
          .contains("* STATUS ");
    }
    try (ImapLines client = ImapLines.plain(startTlsPort)) {
      assertThat(client.command("LOGIN a b")).contains("NO [PRIVACYREQUIRED]");
      client.command("STARTTLS");
      client.handshake(server.clientTls());
      assertThat(client.command("LOGIN %s \"%s\"".formatted(tenant.mailbox(), PASSWORD)))
          .contains(" OK ");
    }
  }

  @Test
  @DisplayName("takes a token of the issuer, and nobody without a mailbox")
  void token() throws Exception {
    String bearer;
    try (Browser browser = new Browser(server.clientTls())) {
      JsonNode granted =
          Browser.json(
              browser.post(
                  server.apiUri() + "/organizations/oauth2/v2.0/token",
                  Map.of(
                      "grant_type",
                      "password",
                      "username",
                      tenant.mailbox(),
                      "password",
                      PASSWORD,
                      "scope",
                      ApiAudience.SCOPE)));
      bearer = granted.path("access_token").asText();
    }
    String response = "user=%s\u0001auth=Bearer %s\u0001\u0001".formatted(tenant.mailbox(), bearer);
    try (ImapLines client = ImapLines.plain(plainPort)) {
      assertThat(
              client.command(
                  "AUTHENTICATE XOAUTH2 "
                      + Base64.getEncoder()
                          .encodeToString(response.getBytes(StandardCharsets.US_ASCII))))
          .contains(" OK ");
    }
    try (ImapLines client = ImapLines.plain(plainPort)) {
      assertThat(client.command("LOGIN nobox@contoso.example \"%s\"".formatted(PASSWORD)))
          .contains("NO [NOPERM] this user has no mailbox");
    }
  }

  @Test
  @DisplayName("is not there yet for a mail user, who is told so at sign-in")
  void notMigrated() throws IOException {
    String name = "later@contoso.example";
    tenant.client().post("/api/v1/mail-users", Map.of("address", name));
    person(name);
    try (ImapLines client = ImapLines.plain(plainPort)) {
      assertThat(client.command("LOGIN %s \"%s\"".formatted(name, PASSWORD)))
          .contains("NO [UNAVAILABLE] your mail is still to be moved");
    }
    tenant.client().post("/api/v1/mailboxes/" + name + "/migrate", Map.of());
    try (ImapLines client = ImapLines.plain(plainPort)) {
      assertThat(client.command("LOGIN %s \"%s\"".formatted(name, PASSWORD))).contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains(" OK ");
    }
  }

  @Test
  @DisplayName("is locked while the roots refuse: sign-in works, content does not, open or not")
  void locked() throws IOException {
    try (ImapLines open = signedIn()) {
      open.command("APPEND INBOX {%d+}\r\n%s".formatted(MESSAGE.length(), MESSAGE));
      open.command("SELECT INBOX");
      tenant.permit(false);
      try {
        Eventually.holds(
            "the open mailbox is locked",
            () ->
                open.command("FETCH 1 BODY.PEEK[]")
                    .contains("NO [CONTACTADMIN] the mailbox is locked"));
        try (ImapLines late = signedIn()) {
          assertThat(late.command("SELECT INBOX"))
              .contains("NO [CONTACTADMIN] the mailbox is locked");
        }
      } finally {
        tenant.permit(true);
      }
      Eventually.holds(
          "it can be read again",
          () -> open.command("FETCH 1 BODY.PEEK[]").contains("the body of it"));
    }
  }

  @Test
  @DisplayName("shows its connections among the figures, and is in the health")
  void figures() throws IOException {
    try (ImapLines _ = signedIn()) {
      assertThat(Monitoring.figures(server.metricsUri()))
          .contains("freehold_imap_connections")
          .contains("freehold_imap_sign_ins_total");
      assertThat(Monitoring.part(server.metricsUri(), "imap")).isEqualTo("ok");
    }
  }
}
