package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.testing.Folders;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.MailServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A mailbox that is removed")
class RemovedMailboxTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String DORA = "dora@contoso.example";
  private static final String MAILBOX = "/api/v1/mailboxes/" + DORA;
  private static final String REMOVED = "/api/v1/removed-mailboxes";
  private static final String MESSAGE = "Subject: pears\r\n\r\nfor Dora\r\n";
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private MailServer mail;
  private TestTenant fabrikam;
  private Member stranger;
  private Path data;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    mail = MailServer.start(folder, Map.of("sweeper.interval-seconds", "1"));
    fabrikam = TestTenant.create(mail.server(), "fabrikam");
    stranger = Member.of(mail.server(), fabrikam.administrator());
  }

  @AfterAll
  void stop() {
    stranger.close();
    fabrikam.close();
    mail.close();
  }

  private String login() throws IOException {
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      return client.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD));
    }
  }

  private static boolean isOpen(ImapLines client) {
    try {
      return client.command("STATUS INBOX (MESSAGES)").contains(" OK ");
    } catch (IOException closed) {
      return false;
    }
  }

  private String deliver() throws IOException {
    return LmtpDelivery.deliver(mail.lmtp(), DORA, MESSAGE);
  }

  private void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
  }

  private int records(String operation) throws IOException {
    JsonNode records = mail.ok("GET", "/api/v1/audit-records?operations=" + operation, null);
    return records.path("records").size();
  }

  private long blobs() throws IOException {
    return Folders.files(data.resolve("blobs")).size();
  }

  @Test
  @DisplayName(
      "is nobody's for 30 days, comes back, and is destroyed for good when somebody says so")
  void life() throws Exception {
    mail.ok(
        "POST", "/api/v1/mailboxes", Map.of("address", DORA, "policyId", mail.tenant().policyId()));
    mail.tenant().person(DORA, "Dora", PASSWORD);
    assertThat(deliver()).startsWith("250");
    String id = mail.ok("GET", MAILBOX, null).path("id").asText();

    try (ImapLines open = ImapLines.plain(mail.imapPort())) {
      open.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD));
      assertThat(open.command("SELECT INBOX")).contains("* 1 EXISTS");
      mail.ok("DELETE", MAILBOX, null);
      Eventually.holds("the session has ended", WITHIN, () -> !isOpen(open));
    }
    assertThat(login()).contains("NO [NOPERM] this user has no mailbox");
    assertThat(deliver()).startsWith("550 5.1.1");
    for (String name : List.of(DORA, id)) {
      assertRefused(
          mail.admin().get("/api/v1/mailboxes/" + name + "/messages"), 404, "mailbox-not-found");
      assertRefused(mail.admin().get("/api/v1/mailboxes/" + name), 404, "mailbox-not-found");
      assertRefused(stranger.get(REMOVED + "/" + name), 404, "mailbox-not-found");
    }
    assertRefused(stranger.send("DELETE", REMOVED + "/" + id, null), 404, "mailbox-not-found");
    JsonNode removed = mail.ok("GET", REMOVED, null).path("mailboxes");
    assertThat(removed).hasSize(1);
    assertThat(removed.get(0).path("address").asText()).isEqualTo(DORA);
    assertThat(removed.get(0).path("state").asText()).isEqualTo("removed");
    assertThat(stranger.get(REMOVED).body().path("mailboxes")).isEmpty();
    assertThat(
            mail.ok("GET", "/api/v1/policies/mail/revocation-preview", null)
                .path("entries")
                .toString())
        .contains(DORA);

    mail.ok("POST", REMOVED + "/" + DORA + "/recover", Map.of());
    try (ImapLines back = ImapLines.plain(mail.imapPort())) {
      assertThat(back.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD))).contains(" OK ");
      assertThat(back.command("SELECT INBOX")).contains("* 1 EXISTS");
      assertThat(back.command("FETCH 1 BODY[TEXT]")).contains("for Dora");
    }

    mail.ok("DELETE", MAILBOX, null);
    mail.ok("POST", MAILBOX + "/holds", Map.of("name", "Inquiry", "reason", "a dispute"));
    assertRefused(mail.admin().send("DELETE", REMOVED + "/" + DORA, null), 409, "legal-hold");
    mail.ok("DELETE", MAILBOX + "/holds/Inquiry", null);
    long before = blobs();
    mail.ok("DELETE", REMOVED + "/" + DORA, null);
    assertThat(mail.ok("GET", REMOVED, null).path("mailboxes")).isEmpty();
    assertRefused(mail.admin().get(REMOVED + "/" + id), 404, "mailbox-not-found");
    assertThat(records("MailboxRemove")).isEqualTo(2);
    assertThat(records("MailboxRecover")).isEqualTo(1);
    assertThat(records("MailboxDestroy")).isEqualTo(1);
    assertThat(records("OwnerKeyDestroy")).isEqualTo(1);
    Eventually.holds("its blobs are gone", WITHIN, () -> blobs() < before);
    assertThat(
            mail.ok("GET", "/api/v1/policies/mail/revocation-preview", null)
                .path("entries")
                .toString())
        .doesNotContain(DORA);

    // The address is free, and what is made under it has nothing of the one before.
    mail.ok("POST", "/api/v1/mailboxes", Map.of("address", DORA));
    try (ImapLines anew = ImapLines.plain(mail.imapPort())) {
      assertThat(anew.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD))).contains(" OK ");
      assertThat(anew.command("SELECT INBOX")).contains("* 0 EXISTS");
    }
  }
}
