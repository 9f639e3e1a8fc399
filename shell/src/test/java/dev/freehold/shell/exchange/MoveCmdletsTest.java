package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.FakeServers;
import dev.freehold.shell.service.FakeTenant;
import dev.freehold.shell.service.ServiceShell;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoveCmdletsTest {

  private final ServiceShell shell = ExchangeShell.connected();
  private final ObjectNode mia =
      shell.tenant.recipient("mailbox", "mia@quarry.example", "Mia Holm");
  private final ObjectNode noor =
      shell.tenant.recipient("mailbox", "noor@quarry.example", "Noor Vance");
  private final List<ObjectNode> jobs = new ArrayList<>();

  MoveCmdletsTest() {
    shell.servers.api.on(
        "POST", "/api/v1/mailboxes/([^/]+)/move", request -> job(request.group(1), "queued"));
    shell.servers.api.on(
        "GET",
        "/api/v1/jobs",
        request ->
            FakeTenant.list(
                "jobs",
                jobs.reversed().stream()
                    .filter(
                        job ->
                            request
                                .query("subject")
                                .map(id -> id.equals(job.get("subjectId").asText()))
                                .orElse(true))
                    .toList()));
  }

  private ObjectNode job(String subject, String state) {
    ObjectNode job = shell.tenant.job("assign", UUID.fromString(subject)).put("state", state);
    jobs.add(job);
    return job;
  }

  private ObjectNode job(ObjectNode mailbox, String state) {
    return job(mailbox.get("id").asText(), state);
  }

  @Test
  @DisplayName("A move of a mailbox starts its work")
  void starts() {
    assertThat(shell.quiet("New-MoveRequest mia"))
        .isEqualTo(
            """

            DisplayName Status TargetDatabase
            ----------- ------ --------------
            Mia Holm    Queued keep.example

            """);
  }

  @Test
  @DisplayName("Where there is nothing to do the server says so")
  void nothing() {
    shell.servers.api.on(
        "POST",
        "/api/v1/mailboxes/([^/]+)/move",
        request -> {
          throw FakeApi.refusal(409, "nothing-to-move", "the mailbox is where it belongs");
        });
    assertThat(shell.error("New-MoveRequest mia").fullId())
        .isEqualTo("nothing-to-move,New-MoveRequest");
  }

  @Test
  @DisplayName("Moves between servers are for the migration cmdlets")
  void remote() {
    assertThat(
            shell
                .error(
                    "New-MoveRequest mia -Remote -RemoteHostName h.example -TargetDeliveryDomain"
                        + " d.example")
                .message())
        .contains("New-MigrationBatch");
    assertThat(shell.error("New-MoveRequest mia -SuspendWhenReadyToComplete").id())
        .isEqualTo("MoveOptionNotSupported");
  }

  @Test
  @DisplayName("The newest move of each mailbox is listed, not the work for policies")
  void lists() {
    job(mia, "failed");
    job(mia, "done");
    job(noor, "running");
    job(FakeServers.TENANT.toString(), "done");
    job(new UUID(5, 5).toString(), "done");
    assertThat(shell.quiet("Get-MoveRequest"))
        .isEqualTo(
            """

            DisplayName Status     TargetDatabase
            ----------- ------     --------------
            Noor Vance  InProgress keep.example
            Mia Holm    Completed  keep.example

            """);
    assertThat(shell.quiet("(Get-MoveRequest -MoveStatus Completed).DisplayName"))
        .isEqualTo("Mia Holm\n");
    assertThat(shell.quiet("(Get-MoveRequest mia).Status")).isEqualTo("Completed\n");
    assertThat(shell.error("Get-MoveRequest nobody").message())
        .contains("object 'nobody' couldn't be found");
  }

  @Test
  @DisplayName("Statistics tell how far it is, also of a job for many mailboxes")
  void statistics() {
    job(mia, "waiting").put("code", "vault-did-not-answer");
    assertThat(shell.quiet("Get-MoveRequest mia | Get-MoveRequestStatistics"))
        .contains("Mia Holm    vault-did-not-answer 1.5 MB (1,572,864 bytes)");
    shell.servers.api.on(
        "GET",
        "/api/v1/mailboxes/([^/]+)/statistics",
        request -> {
          ObjectNode statistics =
              AnswerJson.object().put("itemCount", 8).put("itemsLeft", 2).put("totalItemSize", 0);
          statistics.set(
              "job", shell.tenant.job("assign", FakeServers.TENANT).put("state", "running"));
          return statistics;
        });
    assertThat(shell.quiet("(Get-MoveRequestStatistics noor).PercentComplete")).isEqualTo("75\n");
  }

  @Test
  @DisplayName("A mailbox that was never moved has none")
  void none() {
    assertThat(shell.quiet("Get-MoveRequest mia; Get-MoveRequest")).isEmpty();
    assertThat(shell.error("Get-MoveRequestStatistics mia").message())
        .contains("object 'mia' couldn't be found");
  }
}
