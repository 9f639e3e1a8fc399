package dev.freehold.shell.azure.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Directory;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Get-, Add- and Remove-AzADGroupMember. */
final class GroupMemberCmdlets {

  private static final String GROUP_ID = "GroupObjectId";
  private static final String GROUP_NAME = "GroupDisplayName";
  private static final String GROUP = "GroupObject";
  private static final String MEMBER_ID = "MemberObjectId";
  private static final String MEMBER_NAME = "MemberUserPrincipalName";
  private static final String TARGET_ID = "TargetGroupObjectId";
  private static final String TARGET_NAME = "TargetGroupDisplayName";

  private GroupMemberCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(Declared.RESOURCES, "Get-AzADGroupMember", "Shows the members of a group.")
            .alias("Get-AzureRmADGroupMember")
            .with(
                Parameter.text(GROUP_ID).alias("ObjectId", "Id").byPropertyName(),
                Parameter.text(GROUP_NAME),
                Parameter.any(GROUP).byValue())
            .with(DirectoryList.parameters())
            .writes(CmdletTypes.DIRECTORY_USER, CmdletTypes.DIRECTORY_PROGRAM)
            .does(() -> session.cmdlet(GroupMemberCmdlets::show)),
        changing("Add-AzADGroupMember", "Adds people or applications to a group.")
            .does(() -> session.cmdlet(GroupMemberCmdlets::add)),
        changing("Remove-AzADGroupMember", "Takes people or applications out of a group.")
            .with(Parameter.text(GROUP_ID), Parameter.text(GROUP_NAME), Parameter.any(GROUP))
            .does(() -> session.cmdlet(GroupMemberCmdlets::remove)));
  }

  private static CmdletInfo.Builder changing(String name, String synopsis) {
    return Declared.changing(Declared.RESOURCES, name, synopsis)
        .with(
            Parameter.text(TARGET_ID),
            Parameter.text(TARGET_NAME),
            Parameter.texts(MEMBER_ID),
            Parameter.texts(MEMBER_NAME),
            Parameter.flag("PassThru"));
  }

  private static void show(AzureCall call) {
    String group = group(call);
    new DirectoryList(
            "/v1.0/groups/" + RequestUri.encode(group) + "/members", GroupMemberCmdlets::member)
        .all(call, Optional.empty());
  }

  private static PsObject member(JsonNode json) {
    return json.has("appId") ? DirectoryCmdlets.program(json) : DirectoryCmdlets.person(json);
  }

  private static void add(AzureCall call) {
    String group = group(call);
    for (String member : members(call)) {
      if (call.shouldProcess(member, "Add to group " + group)) {
        call.directory()
            .send(
                "POST",
                path(group) + "/members/$ref",
                JsonNodeFactory.instance
                    .objectNode()
                    .put("@odata.id", "https://graph/v1.0/directoryObjects/" + member));
      }
    }
    call.passThru(true);
  }

  private static void remove(AzureCall call) {
    String group = group(call);
    for (String member : members(call)) {
      if (call.shouldProcess(member, "Remove from group " + group)) {
        call.directory()
            .send("DELETE", path(group) + "/members/" + RequestUri.encode(member) + "/$ref", null);
      }
    }
    call.passThru(true);
  }

  private static String path(String group) {
    return "/v1.0/groups/" + RequestUri.encode(group);
  }

  /** The object id of the group that a call names. */
  private static String group(AzureCall call) {
    if (call.bound().value(GROUP) instanceof PsObject object && object.has("Id")) {
      return String.valueOf(object.get("Id"));
    }
    return call.text(TARGET_ID, GROUP_ID)
        .or(() -> call.text(TARGET_NAME, GROUP_NAME).map(call.directory()::group))
        .orElseThrow(
            () -> AzureFailure.argument("NoGroup", "Name the group by its object id or name."));
  }

  private static List<String> members(AzureCall call) {
    List<String> members = new ArrayList<>(call.bound().texts(MEMBER_ID));
    Directory directory = call.directory();
    call.bound().texts(MEMBER_NAME).stream().map(directory::person).forEach(members::add);
    if (members.isEmpty()) {
      throw AzureFailure.argument(
          "NoMember", "Name the members: -MemberObjectId or -MemberUserPrincipalName.");
    }
    return members;
  }

  /** A group as an object. */
  static PsObject groupObject(JsonNode json) {
    return PsObject.ofType(CmdletTypes.DIRECTORY_GROUP)
        .with("DisplayName", JsonValues.text(json.path("displayName")))
        .with("Id", JsonValues.text(json.path("id")))
        .with("MailNickname", JsonValues.text(json.path("mailNickname")))
        .with("Description", null)
        .with("SecurityEnabled", true)
        .with("MailEnabled", false)
        .withText(json.path("displayName").asText());
  }
}
