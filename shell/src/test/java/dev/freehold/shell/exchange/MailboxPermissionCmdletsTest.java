package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Full access to mailboxes, in the shell")
class MailboxPermissionCmdletsTest {

  private static final String MIA = "00000000-0000-0000-0000-00000000000a";
  private static final String GONE = "00000000-0000-0000-0000-00000000000b";

  private final ServiceShell shell = ExchangeShell.connected();
  private final TreeSet<String> holders = new TreeSet<>();
  private final String path;

  MailboxPermissionCmdletsTest() {
    ObjectNode shared = shell.tenant.recipient("mailbox", "shared@quarry.example", "Shared");
    shell.tenant.recipient("mailbox", "mia@quarry.example", "Mia Holm").put("objectId", MIA);
    path = "/api/v1/mailboxes/" + shared.get("id").asText() + "/permissions";
    FakeApi api = shell.servers.api;
    api.on("GET", path, request -> permissions());
    api.on("PUT", path + "/(.*)", request -> change(holders.add(request.group(1))));
    api.on("DELETE", path + "/(.*)", request -> change(holders.remove(request.group(1))));
    api.on("GET", "/v1.0/users/([^/]+)", request -> user(request.group(1)));
    api.answers("GET", "/v1.0/groups", "{'value':[]}");
    api.on(
        "POST",
        "/v1.0/directoryObjects/getByIds",
        request ->
            FakeApi.json(
                "{'value':[{'id':'%s','userPrincipalName':'mia@quarry.example'}]}".formatted(MIA)));
  }

  private static ObjectNode change(boolean isDone) {
    assertThat(isDone).isTrue();
    return AnswerJson.object();
  }

  private static ObjectNode user(String name) {
    if (name.equals("mia@quarry.example")) {
      return AnswerJson.object().put("id", MIA);
    }
    throw FakeApi.refusal(404, "Request_ResourceNotFound", "there is no such user");
  }

  private ObjectNode permissions() {
    ObjectNode answer = AnswerJson.object();
    ArrayNode all = answer.putArray("permissions");
    holders.forEach(one -> all.addObject().put("principal", one).put("accessRights", "FullAccess"));
    return answer;
  }

  private List<String> changes() {
    return shell.servers.api.changes().stream().filter(line -> !line.contains("getByIds")).toList();
  }

  @Test
  @DisplayName("is given, shown as Exchange Online shows it, and taken")
  void life() {
    String given =
        shell.quiet(
            "Add-MailboxPermission -Identity shared@quarry.example -User mia@quarry.example"
                + " -AccessRights FullAccess -InheritanceType All -AutoMapping $false");
    assertThat(given)
        .isEqualTo(
            """

            Identity             User                 AccessRights                            \
                                IsInherited Deny
            --------             ----                 ------------                            \
                                ----------- ----
            Shared               mia@quarry.example   {FullAccess}                            \
                                False       False

            """);
    assertThat(changes())
        .containsExactly("PUT " + path + "/" + MIA + " {\"accessRights\":[\"FullAccess\"]}");
    assertThat(shell.quiet("Get-MailboxPermission shared")).isEqualTo(given);
    assertThat(shell.quiet("Get-Mailbox shared | Get-MailboxPermission -User mia | % User"))
        .isEqualTo("mia@quarry.example\n");
    assertThat(shell.quiet("Get-MailboxPermission shared -User nobody")).isEmpty();
    shell.quiet("Get-MailboxPermission shared | Remove-MailboxPermission -Confirm:$false");
    assertThat(holders).isEmpty();
    assertThat(shell.quiet("Get-MailboxPermission shared")).isEmpty();
  }

  @Test
  @DisplayName("names people by any name of their mailbox, or by object id when they are gone")
  void names() {
    shell.quiet("Add-MailboxPermission shared -User 'Mia Holm' -AccessRights FullAccess");
    assertThat(holders).containsExactly(MIA);
    holders.add(GONE);
    assertThat(shell.quiet("Get-MailboxPermission shared | % User"))
        .isEqualTo("mia@quarry.example\n" + GONE + "\n");
    shell.quiet(
        "Remove-MailboxPermission shared -User %s -AccessRights FullAccess -Confirm:$false"
            .formatted(GONE));
    assertThat(holders).containsExactly(MIA);
  }

  @Test
  @DisplayName("warns if there is nothing to do")
  void nothingToDo() {
    shell.quiet("Add-MailboxPermission shared -User mia -AccessRights FullAccess");
    shell.run("Add-MailboxPermission shared -User mia -AccessRights FullAccess | Out-Null");
    assertThat(shell.terminal.shown)
        .hasToString(
            "WARNING: The appropriate access control entry is already present on the object"
                + " \"Shared\" for account \"mia\".\n");
    shell.quiet(
        "Remove-MailboxPermission shared -User mia -AccessRights FullAccess -Confirm:$false");
    shell.terminal.shown.setLength(0);
    shell.run("Remove-MailboxPermission shared -User mia -AccessRights FullAccess -Confirm:$false");
    assertThat(shell.terminal.shown.toString()).contains("because the ACE doesn't exist");
  }

  @Test
  @DisplayName("is not given to nobody, on nothing, and is no other right")
  void refused() {
    assertThat(
            shell
                .error("Add-MailboxPermission shared -User nobody -AccessRights FullAccess")
                .message())
        .contains("User or group \"nobody\" wasn't found.");
    assertThat(
            shell.error("Add-MailboxPermission nil -User mia -AccessRights FullAccess").message())
        .contains("object 'nil' couldn't be found");
    assertThat(
            shell
                .error("Add-MailboxPermission shared -User mia -AccessRights ReadPermission")
                .message())
        .contains("Full access is the only permission");
    assertThat(shell.error("Add-MailboxPermission shared -User mia -AccessRights Rule").message())
        .contains("The rights are: FullAccess");
    assertThat(
            shell
                .error("Add-MailboxPermission shared -User mia -AccessRights FullAccess -Deny")
                .message())
        .contains("nobody is denied it");
    shell.run("Add-MailboxPermission shared -User mia -AccessRights FullAccess -WhatIf");
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("is given to a group by its name")
  void group() {
    shell.servers.api.answers("GET", "/v1.0/groups", "{'value':[{'id':'%s'}]}".formatted(GONE));
    shell.quiet("Add-MailboxPermission shared -User 'Front desk' -AccessRights FullAccess");
    assertThat(holders).containsExactly(GONE);
  }
}
