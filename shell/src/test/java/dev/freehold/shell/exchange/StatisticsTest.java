package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.FakeTenant;
import dev.freehold.shell.service.ServiceShell;
import dev.freehold.shell.service.SizeText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private final ServiceShell shell = ExchangeShell.connected();

  private ObjectNode mailbox(int number) {
    return shell.tenant.recipient(
        "mailbox", "m%05d@quarry.example".formatted(number), "Mailbox %05d".formatted(number));
  }

  private List<String> posts() {
    return shell.servers.api.log.stream().filter(line -> line.startsWith("POST")).toList();
  }

  @Test
  @DisplayName(
      "One mailbox tells the policy in effect and whether all of it is encrypted (C06, C08)")
  void one() {
    mailbox(1).put("policyId", "0c0c0c0c-0000-0000-0000-000000000009");
    assertThat(
            shell.quiet(
                "Get-MailboxStatistics -Identity m00001 | fl"
                    + " DataEncryptionPolicyID,IsEncrypted,TotalItemSize"))
        .isEqualTo(
            """

            DataEncryptionPolicyID : 0c0c0c0c-0000-0000-0000-000000000009
            IsEncrypted            : True
            TotalItemSize          : 1.5 MB (1,572,864 bytes)

            """);
    assertThat(shell.servers.api.log).containsExactly("GET /api/v1/mailboxes/m00001/statistics");
    assertThat(shell.error("Get-MailboxStatistics nobody").message())
        .contains("object 'nobody' couldn't be found");
  }

  @Test
  @DisplayName("Names that are piped are asked for one by one, in their order")
  void names() {
    mailbox(1);
    mailbox(2);
    assertThat(shell.quiet("('m00002','m00001' | Get-MailboxStatistics).DisplayName"))
        .isEqualTo("Mailbox 00002\nMailbox 00001\n");
  }

  @Test
  @DisplayName("Ten thousand piped mailboxes take twenty requests, and the table all of them")
  void many() {
    for (int number = 0; number < 10_000; number++) {
      mailbox(number);
    }
    String shown =
        shell.quiet(
            "Get-Mailbox -ResultSize Unlimited | Get-MailboxStatistics | ft DisplayName,ItemCount");
    assertThat(shown.lines().filter(line -> line.startsWith("Mailbox "))).hasSize(10_000);
    assertThat(posts()).hasSize(20);
    assertThat(shown).contains("\nMailbox 00000", "\nMailbox 09999");
  }

  @Test
  @DisplayName("A mailbox that has waited for 50 ms is asked for together with the next one")
  void waits() {
    for (int number = 0; number < 6; number++) {
      mailbox(number);
    }
    shell.step = Duration.ofMillis(30).toNanos();
    assertThat(shell.run("Get-Mailbox | Get-MailboxStatistics")).hasSize(6);
    assertThat(posts()).hasSize(2);
  }

  @Test
  @DisplayName("Mailboxes are grouped by whether they are encrypted")
  void groups() {
    mailbox(1);
    mailbox(2);
    assertThat(shell.quiet("Get-Mailbox | Get-MailboxStatistics | group IsEncrypted"))
        .contains("    2 True                      {Mailbox 00001, Mailbox 00002}");
  }

  @Test
  @DisplayName("A mailbox that has gone meanwhile is an error between the others")
  void gone() {
    mailbox(1);
    mailbox(2);
    shell.servers.api.on(
        "POST", "/api/v1/mailbox-statistics", request -> FakeTenant.list("statistics", List.of()));
    shell.run("Get-Mailbox | Get-MailboxStatistics");
    assertThat(shell.terminal.errors).hasSize(2);
    assertThat(shell.terminal.errors.getFirst().message())
        .contains("object 'Mailbox 00001' couldn't be found");
  }

  @Test
  @DisplayName("The history of moves has those that ended, and is empty unless it is asked for")
  void moveHistory() {
    mailbox(1);
    shell.servers.api.answers(
        "GET",
        "/api/v1/jobs",
        "{'jobs':[{'id':'0c0c0c0c-0000-0000-0000-000000000001','state':'running'},"
            + "{'id':'0c0c0c0c-0000-0000-0000-000000000002','state':'done',"
            + "'endedAt':'2026-03-01T10:00:00Z'}]}");
    assertThat(shell.quiet("(Get-MailboxStatistics m00001).MoveHistory")).isEmpty();
    assertThat(
            shell.quiet(
                "(Get-MailboxStatistics m00001 -IncludeMoveHistory).MoveHistory | ft"
                    + " Status,CompletionTimestamp"))
        .contains("Completed 3/1/2026 10:00:00 AM")
        .doesNotContain("InProgress");
    assertThat(shell.run("Get-Mailbox | Get-MailboxStatistics -IncludeMoveReport | % MoveHistory"))
        .hasSize(1);
  }

  @Test
  @DisplayName("Archives are refused, because there are none")
  void archive() {
    assertThat(shell.error("Get-MailboxStatistics m -Archive").id())
        .isEqualTo("ArchivesNotSupported");
  }

  @Test
  @DisplayName("Sizes have four digits and all bytes")
  void sizes() {
    assertThat(SizeText.of(0)).isEqualTo("0 B (0 bytes)");
    assertThat(SizeText.of(1_023)).isEqualTo("1023 B (1,023 bytes)");
    assertThat(SizeText.of(1_024)).isEqualTo("1 KB (1,024 bytes)");
    assertThat(SizeText.of(5_000_000_000L)).isEqualTo("4.657 GB (5,000,000,000 bytes)");
    assertThat(SizeText.of(107_374_182_400L)).isEqualTo("100 GB (107,374,182,400 bytes)");
  }
}
