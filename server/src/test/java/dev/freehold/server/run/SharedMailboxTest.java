package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.MailServer;
import dev.freehold.server.testing.Member.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
@DisplayName("A shared mailbox")
class SharedMailboxTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String SALES = "sales@contoso.example";
  private static final String ORDERS = "orders@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + SALES;
  private static final String MESSAGE = "Subject: pears\r\n\r\nfor all of us\r\n";
  private static final String GROUPS = "/graph/v1.0/groups";
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private MailServer mail;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    mail = MailServer.start(folder, Map.of());
  }

  @AfterAll
  void stop() {
    mail.close();
  }

  private static String login(ImapLines client, String name) throws IOException {
    return client.command("LOGIN \"%s\" \"%s\"".formatted(name, PASSWORD));
  }

  private String login(String name) throws IOException {
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
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
        mail.ok("POST", "/api/v1/mailboxes", Map.of("address", SALES, "mailboxType", "shared"));
    assertThat(made.path("mailboxType").asText()).isEqualTo("shared");
    mail.tenant().person(SALES, "Sales", PASSWORD);
    UUID anna = mail.tenant().person("anna@contoso.example", "Anna", PASSWORD);
    assertThat(login(SALES)).contains("NO [NOPERM] this user has no mailbox");
    String asAnna = "anna@contoso.example\\\\" + SALES;
    assertThat(login(asAnna)).contains("NO [AUTHORIZATIONFAILED]");

    mail.ok("PATCH", MAILBOX, Map.of("emailAddresses", List.of("SMTP:" + SALES, "smtp:" + ORDERS)));
    Answer taken = mail.admin().send("POST", "/api/v1/mailboxes", Map.of("address", ORDERS));
    assertThat(taken.body().path("code").asText()).isEqualTo("mailbox-exists");
    for (String address : List.of(SALES, ORDERS, "orders+pears@contoso.example")) {
      assertThat(LmtpDelivery.deliver(mail.lmtp(), address, MESSAGE)).startsWith("250");
    }

    mail.ok("PUT", MAILBOX + "/permissions/" + anna, Map.of("accessRights", List.of("FullAccess")));
    for (String name : List.of(asAnna, "anna@contoso.example\\\\" + ORDERS)) {
      try (ImapLines client = ImapLines.plain(mail.imapPort())) {
        assertThat(login(client, name)).contains(" OK ");
        assertThat(client.command("SELECT INBOX")).contains("* 3 EXISTS");
        assertThat(client.command("SEARCH TEXT pears")).contains("* SEARCH 1 2 3");
      }
    }

    mail.ok("PATCH", MAILBOX, Map.of("mailboxType", "regular"));
    try (ImapLines own = ImapLines.plain(mail.imapPort())) {
      assertThat(login(own, SALES)).contains(" OK ");
      mail.ok("PATCH", MAILBOX, Map.of("mailboxType", "shared"));
      Eventually.holds("the session has ended", WITHIN, () -> !isOpen(own));
    }
    assertThat(login(SALES)).contains("NO [NOPERM] this user has no mailbox");
    mail.ok("PATCH", MAILBOX, Map.of("emailAddresses", List.of("SMTP:" + SALES)));
    assertThat(LmtpDelivery.deliver(mail.lmtp(), ORDERS, MESSAGE)).startsWith("550 5.1.1");
  }

  @Test
  @DisplayName(
      "is open to the members of a group that has full access, and to nobody who has left it")
  void byGroup() throws Exception {
    String stock = "stock@contoso.example";
    mail.ok("POST", "/api/v1/mailboxes", Map.of("address", stock, "mailboxType", "shared"));
    UUID bert = mail.tenant().person("bert@contoso.example", "Bert", PASSWORD);
    String asBert = "bert@contoso.example\\\\" + stock;
    Map<String, Object> wanted =
        Map.of(
            "displayName",
            "Stock",
            "mailNickname",
            "stock",
            "mailEnabled",
            false,
            "securityEnabled",
            true);
    String group = mail.ok("POST", GROUPS, wanted).path("id").asText();
    mail.ok(
        "PUT",
        "/api/v1/mailboxes/%s/permissions/%s".formatted(stock, group),
        Map.of("accessRights", List.of("FullAccess")));
    assertThat(login(asBert)).contains("NO [AUTHORIZATIONFAILED]");

    String members = GROUPS + "/" + group + "/members/";
    mail.ok(
        "POST",
        members + "$ref",
        Map.of("@odata.id", "https://graph.example/v1.0/directoryObjects/" + bert));
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      assertThat(login(client, asBert)).contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains("* 0 EXISTS");
      mail.ok("DELETE", members + bert + "/$ref", null);
      Eventually.holds("the session has ended", WITHIN, () -> !isOpen(client));
    }
    assertThat(login(asBert)).contains("NO [AUTHORIZATIONFAILED]");
    assertThat(mail.ok("GET", "/api/v1/audit-records?operations=MailboxLogin", null).toString())
        .contains(bert.toString());
  }
}
