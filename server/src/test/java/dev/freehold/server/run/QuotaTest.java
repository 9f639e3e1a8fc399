package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpDelivery;
import dev.freehold.server.testing.MailServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
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

  private MailServer mail;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    mail = MailServer.start(folder, Map.of("limits.mailbox-bytes", "1048576"));
  }

  @AfterAll
  void stop() {
    mail.close();
  }

  private String deliver() throws IOException {
    return LmtpDelivery.deliver(mail.lmtp(), DORA, MESSAGE);
  }

  private void upload() throws IOException {
    mail.tenant()
        .client()
        .upload(
            MAILBOX + "/messages",
            BodyPublishers.ofString(MESSAGE),
            "Content-Type",
            "message/rfc822");
  }

  private String status() throws IOException {
    return mail.ok("GET", MAILBOX + "/statistics", null).path("storageLimitStatus").asText();
  }

  private long used() throws IOException {
    return mail.ok("GET", MAILBOX + "/statistics", null).path("totalItemSize").asLong();
  }

  @Test
  @DisplayName("takes nothing more by delivery, IMAP or the API once it is full")
  void life() throws Exception {
    mail.ok("POST", "/api/v1/mailboxes", Map.of("address", DORA));
    mail.tenant().person(DORA, "Dora", PASSWORD);
    JsonNode view = mail.ok("GET", MAILBOX, null);
    assertThat(view.path("usesDefaultQuota").asBoolean()).isTrue();
    assertThat(view.path("quotaBytes").asLong()).isEqualTo(1048576);
    assertThat(deliver()).startsWith("250");
    assertThat(status()).isEqualTo("BelowLimit");

    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      client.command("LOGIN %s \"%s\"".formatted(DORA, PASSWORD));
      assertThat(client.command("GETQUOTAROOT INBOX")).contains("STORAGE 0 1024");
      client.command("SELECT INBOX");
      mail.ok("PATCH", MAILBOX, Map.of("quotaBytes", used()));
      assertThat(status()).isEqualTo("MailboxDisabled");
      assertThat(deliver()).startsWith("552 5.2.2");
      assertThat(client.command("COPY 1 INBOX")).contains("NO [OVERQUOTA]");
      assertThat(client.command("APPEND INBOX {3+}\r\na:b")).contains("NO [OVERQUOTA]");
      Assertions.assertThatThrownBy(this::upload).hasMessageContaining("mailbox is full");
      assertThat(mail.ok("GET", MAILBOX, null).path("usesDefaultQuota").asBoolean()).isFalse();

      mail.ok("PATCH", MAILBOX, Map.of("quotaBytes", used() * 4, "quotaWarningBytes", 1));
      assertThat(status()).isEqualTo("IssueWarning");
      assertThat(deliver()).startsWith("250");
      assertThat(client.command("COPY 1 INBOX")).contains(" OK ");
      upload();
      assertThat(deliver()).startsWith("552 5.2.2");

      Map<String, Object> unbound = new HashMap<>();
      unbound.put("quotaBytes", null);
      unbound.put("quotaWarningBytes", null);
      mail.ok("PATCH", MAILBOX, unbound);
      assertThat(deliver()).startsWith("250");
      assertThat(client.command("GETQUOTAROOT INBOX")).doesNotContain("STORAGE");
      mail.ok("PATCH", MAILBOX, Map.of("usesDefaultQuota", true));
      assertThat(client.command("GETQUOTAROOT INBOX")).contains("STORAGE 0 1024");
    }
    assertThat(mail.ok("GET", "/api/v1/audit-records?operations=MailboxEdit", null).toString())
        .contains("quotaBytesBefore");
  }
}
