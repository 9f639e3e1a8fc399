package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.ServiceShell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Quotas of mailboxes, in the shell")
class MailboxQuotaTest {

  private final ServiceShell shell = ExchangeShell.connected();
  private final ObjectNode mia =
      shell.tenant.recipient("mailbox", "mia@quarry.example", "Mia Holm");

  private String change(String parameters) {
    shell.quiet("Set-Mailbox mia " + parameters);
    String last = shell.servers.api.changes().getLast();
    return last.substring(last.indexOf('{'));
  }

  @ParameterizedTest
  @CsvSource({
    "50GB,53687091200",
    "'\"50 GB\"',53687091200",
    "'\"49.5 GB (53,150,220,288 bytes)\"',53150220288",
    "1024,1024",
    "1.5mb,1572864",
    "Unlimited,null"
  })
  @DisplayName("are sizes as people and scripts write them")
  void sizes(String written, String bytes) {
    assertThat(change("-ProhibitSendReceiveQuota " + written))
        .isEqualTo("{\"quotaBytes\":" + bytes + "}");
  }

  @Test
  @DisplayName("are set together, taken back, and refused if they are no sizes")
  void set() {
    assertThat(change("-ProhibitSendReceiveQuota 2KB -IssueWarningQuota 1KB"))
        .contains("\"quotaBytes\":2048")
        .contains("\"quotaWarningBytes\":1024");
    assertThat(change("-UseDatabaseQuotaDefaults $true")).isEqualTo("{\"usesDefaultQuota\":true}");
    assertThat(shell.error("Set-Mailbox mia -IssueWarningQuota much").toString())
        .contains("takes a size such as 50GB");
    assertThat(shell.servers.api.changes()).isEmpty();
  }

  @Test
  @DisplayName("for sending, as published lines set them too, have no effect and say so")
  void sending() {
    shell.run(
        "Set-Mailbox mia -IssueWarningQuota 1KB -ProhibitSendQuota 2KB"
            + " -ProhibitSendReceiveQuota 3KB");
    assertThat(shell.terminal.shown.toString())
        .startsWith("WARNING: -ProhibitSendQuota has no effect here: nobody sends mail");
    assertThat(shell.servers.api.changes()).last().asString().contains("\"quotaBytes\":3072");
    assertThat(shell.error("Set-Mailbox mia -ProhibitSendQuota much").toString())
        .contains("takes a size such as 50GB");
    shell.run("Set-Mailbox mia -ProhibitSendQuota Unlimited");
    assertThat(shell.terminal.shown.toString()).doesNotContain("has no effect");
  }

  @Test
  @DisplayName("are shown as Exchange shows them")
  void shown() {
    mia.put("quotaBytes", 53687091200L).put("usesDefaultQuota", true).putNull("quotaWarningBytes");
    assertThat(
            shell.quiet(
                "Get-Mailbox mia | Format-List ProhibitSendReceiveQuota, IssueWarningQuota,"
                    + " UseDatabaseQuotaDefaults"))
        .contains("ProhibitSendReceiveQuota : 50 GB (53,687,091,200 bytes)")
        .contains("IssueWarningQuota        : Unlimited")
        .contains("UseDatabaseQuotaDefaults : True");
  }
}
