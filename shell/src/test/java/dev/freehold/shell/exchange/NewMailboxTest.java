package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("New mailboxes, in the shell")
class NewMailboxTest {

  private final ServiceShell shell = ExchangeShell.connected();

  NewMailboxTest() {
    FakeApi api = shell.servers.api;
    api.on(
        "POST",
        "/api/v1/mailboxes",
        request ->
            shell.tenant.recipient(
                "mailbox",
                AnswerJson.text(request.body(), "address").orElse(""),
                AnswerJson.text(request.body(), "name").orElse("")));
    api.on("POST", "/api/v1/users", request -> AnswerJson.object());
  }

  private List<String> changes() {
    return shell.servers.api.changes();
  }

  @Test
  @DisplayName("are made with the person who signs in")
  void person() {
    shell.terminal.answers.add("four plain words");
    assertThat(
            shell.quiet(
                "(New-Mailbox -Name 'Dana Ortiz' -FirstName Dana -LastName Ortiz"
                    + " -MicrosoftOnlineServicesID dana@quarry.example -Password"
                    + " (Read-Host -AsSecureString)).Name"))
        .isEqualTo("Dana Ortiz\n");
    assertThat(changes().get(0))
        .startsWith("POST /api/v1/users")
        .contains("\"userPrincipalName\":\"dana@quarry.example\"")
        .contains("\"displayName\":\"Dana Ortiz\"");
    assertThat(changes().get(1))
        .startsWith("POST /api/v1/mailboxes")
        .contains("\"address\":\"dana@quarry.example\"")
        .doesNotContain("mailboxType");
  }

  @Test
  @DisplayName("are shared, a room's or a thing's, and then have nobody who signs in")
  void shared() {
    for (String kind : List.of("Shared", "Room", "Equipment")) {
      shell.quiet(
          "New-Mailbox -%s -Name %1$s -Alias %1$s1 -PrimarySmtpAddress %1$s@quarry.example"
              .formatted(kind));
      assertThat(changes().getLast())
          .contains("\"mailboxType\":\"" + kind.toLowerCase(Locale.ROOT) + "\"")
          .contains("\"alias\":\"" + kind + "1\"");
    }
    assertThat(shell.error("New-Mailbox -Shared -Name Sales -Alias sales").toString())
        .contains("Give -PrimarySmtpAddress");
    shell.run("New-Mailbox x -PrimarySmtpAddress x@quarry.example -WhatIf");
    assertThat(shell.terminal.shown.toString()).contains("What if");
    assertThat(changes()).isEmpty();
  }
}
