package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Mailboxes that are removed, in the shell")
class RemovedMailboxCmdletsTest {

  private static final String REMOVED = "/api/v1/removed-mailboxes";

  private final ServiceShell shell = ExchangeShell.connected();
  private final ObjectNode mia =
      shell.tenant.recipient("mailbox", "mia@quarry.example", "Mia Holm");
  private final ObjectNode pim = shell.tenant.recipient("mailUser", "pim@quarry.example", "Pim");
  private final List<ObjectNode> removed = new ArrayList<>();

  RemovedMailboxCmdletsTest() {
    FakeApi api = shell.servers.api;
    for (String kind : List.of("mailbox", "mailUser")) {
      ObjectNode gone = shell.tenant.recipient(kind, "gone." + kind + "@quarry.example", "Gone");
      removed.add(gone.deepCopy().put("removedAt", "2026-03-01T00:00:00Z"));
      gone.put("id", "-").put("address", "-").put("alias", "-").put("name", "-");
    }
    api.on("GET", REMOVED, request -> page());
    api.on("GET", REMOVED + "/([^/]+)", request -> removed(request.group(1)));
    api.on("DELETE", REMOVED + "/([^/]+)", request -> AnswerJson.object());
    api.on("DELETE", "/api/v1/mailboxes/([^/]+)", request -> AnswerJson.object());
    api.on("POST", REMOVED + "/([^/]+)/recover", request -> removed(request.group(1)));
    api.on("POST", "/api/v1/users", request -> AnswerJson.object());
  }

  private JsonNode page() {
    ObjectNode answer = AnswerJson.object();
    ArrayNode all = answer.putArray("mailboxes");
    removed.forEach(all::add);
    return answer;
  }

  private JsonNode removed(String identity) {
    return removed.stream()
        .filter(
            one ->
                one.path("id").asText().equals(identity)
                    || one.path("alias").asText().equals(identity))
        .findFirst()
        .orElseThrow(() -> FakeApi.refusal(404, "mailbox-not-found", "there is none"));
  }

  private List<String> changes() {
    return shell.servers.api.changes();
  }

  private String id(int index) {
    return removed.get(index).path("id").asText();
  }

  @Test
  @DisplayName("Removing takes a mailbox by its GUID, and no mail user")
  void remove() {
    assertThat(shell.quiet("Remove-Mailbox mia -Confirm:$false")).isEmpty();
    assertThat(changes()).containsExactly("DELETE /api/v1/mailboxes/" + mia.path("id").asText());
    assertThat(shell.error("Remove-Mailbox pim -Confirm:$false").toString())
        .contains("object 'pim' couldn't be found");
    shell.quiet("Remove-MailUser pim -Confirm:$false");
    assertThat(changes().getLast())
        .isEqualTo("DELETE /api/v1/mailboxes/" + pim.path("id").asText());
    shell.run("Remove-Mailbox mia -WhatIf");
    assertThat(shell.terminal.shown.toString()).contains("What if");
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("They are listed and found apart from the others, each kind by its cmdlet")
  void get() {
    assertThat(shell.quiet("(Get-Mailbox -SoftDeletedMailbox).PrimarySmtpAddress"))
        .isEqualTo("gone.mailbox@quarry.example\n");
    assertThat(shell.quiet("(Get-MailUser -SoftDeletedMailUser).PrimarySmtpAddress"))
        .isEqualTo("gone.mailUser@quarry.example\n");
    assertThat(
            shell.quiet(
                "Get-Mailbox -SoftDeletedMailbox -Filter \"Alias -eq 'nobody'\" | Measure-Object |"
                    + " ForEach-Object Count"))
        .isEqualTo("0\n");
    assertThat(shell.quiet("(Get-Mailbox gone.mailbox -SoftDeletedMailbox).IsSoftDeletedByRemove"))
        .isEqualTo("True\n");
    assertThat(shell.quiet("(Get-Mailbox mia).IsSoftDeletedByRemove")).isEqualTo("False\n");
  }

  @Test
  @DisplayName("Only what is removed already is destroyed for good")
  void destroy() {
    assertThat(shell.error("Remove-Mailbox mia -PermanentlyDelete -Confirm:$false").toString())
        .contains("is not soft-deleted");
    assertThat(changes()).isEmpty();
    shell.quiet(
        "Get-Mailbox -SoftDeletedMailbox | Remove-Mailbox -PermanentlyDelete -Confirm:$false");
    assertThat(changes()).containsExactly("DELETE " + REMOVED + "/" + id(0));
  }

  @Test
  @DisplayName("One comes back as it was, or under other names and with a person who signs in")
  void undo() {
    assertThat(shell.quiet("(Undo-SoftDeletedMailbox gone.mailbox).Name")).isEqualTo("Gone\n");
    assertThat(changes().getLast()).startsWith("POST " + REMOVED + "/" + id(0) + "/recover");
    shell.terminal.answers.add("four plain words");
    shell.quiet(
        "Get-Mailbox -SoftDeletedMailbox | Undo-SoftDeletedMailbox -WindowsLiveID"
            + " new@quarry.example -Name New -Password (Read-Host -AsSecureString)");
    assertThat(changes().getFirst()).contains("new@quarry.example").contains("\"name\":\"New\"");
    assertThat(changes().getLast()).startsWith("POST /api/v1/users");
    assertThat(shell.error("Undo-SoftDeletedMailbox gone.mailUser").toString())
        .contains("couldn't be found");
  }
}
