package dev.freehold.shell.azure.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Directory;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;

/** Get-, New- and Remove-AzADGroup. */
final class DirectoryGroupCmdlets {

  private static final DirectoryList GROUPS =
      new DirectoryList("/v1.0/groups", GroupMemberCmdlets::groupObject);

  private static final String DISPLAY_NAME = "DisplayName";
  private static final String OBJECT_ID = "ObjectId";
  private static final String STARTS_WITH = "DisplayNameStartsWith";

  private DirectoryGroupCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(Declared.RESOURCES, "Get-AzADGroup", "Shows groups of the directory.")
            .alias("Get-AzureRmADGroup")
            .defaultSet("EmptyParameterSet")
            .with(
                Parameter.text(OBJECT_ID)
                    .alias("Id")
                    .in("ObjectIdParameterSet")
                    .mandatory()
                    .byPropertyName(),
                Parameter.text(DISPLAY_NAME).in("DisplayNameParameterSet").mandatory(),
                Parameter.text(STARTS_WITH)
                    .alias("SearchString")
                    .valid(Validation.notNullOrEmpty())
                    .in("SearchStringParameterSet")
                    .mandatory())
            .with(DirectoryList.parameters())
            .writes(CmdletTypes.DIRECTORY_GROUP)
            .does(() -> session.cmdlet(DirectoryGroupCmdlets::show)),
        Declared.changing(Declared.RESOURCES, "New-AzADGroup", "Makes a group without members.")
            .with(
                Parameter.text(DISPLAY_NAME).mandatory(),
                Parameter.text("MailNickname"),
                Parameter.text("Description"),
                Parameter.flag("MailEnabled"),
                Parameter.flag("SecurityEnabled"))
            .writes(CmdletTypes.DIRECTORY_GROUP)
            .does(() -> session.cmdlet(DirectoryGroupCmdlets::make)),
        Declared.changing(
                Declared.RESOURCES, "Remove-AzADGroup", "Deletes a group, with what it was given.")
            .with(
                Parameter.text(OBJECT_ID).alias("Id").byPropertyName(),
                Parameter.text(DISPLAY_NAME),
                Parameter.any("InputObject").byValue(),
                Parameter.flag("Force"),
                Parameter.flag("PassThru"))
            .does(() -> session.cmdlet(DirectoryGroupCmdlets::remove)));
  }

  private static void show(AzureCall call) {
    Optional<String> objectId = call.text(OBJECT_ID);
    if (objectId.isPresent()) {
      GROUPS.one(call, objectId.get());
    } else {
      GROUPS.all(
          call,
          call.text(DISPLAY_NAME)
              .map(name -> Directory.filter("displayName", name, false))
              .or(
                  () ->
                      call.text(STARTS_WITH)
                          .map(name -> Directory.filter("displayName", name, true))));
    }
  }

  private static void make(AzureCall call) {
    if (call.bound().flag("MailEnabled")) {
      throw AzureFailure.argument("MailEnabled", "Groups are for rights here and get no mail.");
    }
    String name = call.text(DISPLAY_NAME).orElseThrow();
    if (call.shouldProcess(name, "Create group")) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("displayName", name);
      call.write(
          GroupMemberCmdlets.groupObject(call.directory().send("POST", "/v1.0/groups", body)));
    }
  }

  private static void remove(AzureCall call) {
    String id =
        call.bound().value("InputObject") instanceof PsObject object && object.has("Id")
            ? String.valueOf(object.get("Id"))
            : call.text(OBJECT_ID)
                .or(() -> call.text(DISPLAY_NAME).map(call.directory()::group))
                .orElseThrow(
                    () ->
                        AzureFailure.argument(
                            "NoGroup", "Name the group by its object id or name."));
    if (call.shouldProcess(id, "Remove group")) {
      call.directory().send("DELETE", "/v1.0/groups/" + RequestUri.encode(id), null);
      call.passThru(true);
    }
  }
}
