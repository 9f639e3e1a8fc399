package dev.freehold.shell.azure.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Directory;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Get-AzADUser and Get-AzADServicePrincipal, beside the cmdlets for groups. */
public final class DirectoryCmdlets {

  private static final DirectoryList PEOPLE =
      new DirectoryList("/v1.0/users", DirectoryCmdlets::person);

  private static final DirectoryList PROGRAMS =
      new DirectoryList("/v1.0/servicePrincipals", DirectoryCmdlets::program);

  private static final String DISPLAY_NAME = "DisplayName";
  private static final String OBJECT_ID = "ObjectId";
  private static final String UPN = "UserPrincipalName";
  private static final String STARTS_WITH = "StartsWith";
  private static final String NAME_STARTS_WITH = "DisplayNameBeginsWith";
  private static final String APPLICATION_ID = "ApplicationId";

  private DirectoryCmdlets() {}

  /** Describes them. */
  public static List<CmdletInfo> all(AzureSession session) {
    return Stream.of(
            lookUps(session), DirectoryGroupCmdlets.all(session), GroupMemberCmdlets.all(session))
        .flatMap(List::stream)
        .toList();
  }

  private static List<CmdletInfo> lookUps(AzureSession session) {
    return List.of(
        Declared.reading(Declared.RESOURCES, "Get-AzADUser", "Shows people of the directory.")
            .alias("Get-AzureRmADUser")
            .defaultSet("EmptyParameterSet")
            .with(
                Parameter.text(UPN).alias("UPN").in("EmptyParameterSet").byPropertyName(),
                Parameter.text(OBJECT_ID)
                    .alias("Id")
                    .in("ObjectIdParameterSet")
                    .mandatory()
                    .byPropertyName(),
                Parameter.text(DISPLAY_NAME).in("DisplayNameParameterSet").mandatory(),
                start(STARTS_WITH, "SearchString").in("SearchStringParameterSet").mandatory(),
                Parameter.text("Mail").in("MailParameterSet").mandatory(),
                Parameter.flag("SignedIn").in("SignedInParameterSet").mandatory())
            .with(DirectoryList.parameters())
            .writes(CmdletTypes.DIRECTORY_USER)
            .does(() -> session.cmdlet(DirectoryCmdlets::people)),
        Declared.reading(
                Declared.RESOURCES,
                "Get-AzADServicePrincipal",
                "Shows applications and parts of the service.")
            .alias("Get-AzureRmADServicePrincipal")
            .defaultSet("EmptyParameterSet")
            .with(
                Parameter.text(OBJECT_ID)
                    .alias("Id")
                    .in("ObjectIdParameterSet")
                    .mandatory()
                    .byPropertyName(),
                Parameter.of(APPLICATION_ID, PsKind.GUID)
                    .alias("AppId")
                    .in("ApplicationIdParameterSet")
                    .mandatory()
                    .byPropertyName(),
                Parameter.text("ServicePrincipalName")
                    .alias("SPN")
                    .in("SPNParameterSet")
                    .mandatory(),
                Parameter.text(DISPLAY_NAME).in("DisplayNameParameterSet").mandatory(),
                start(NAME_STARTS_WITH, "SearchString").in("SearchStringParameterSet").mandatory())
            .with(DirectoryList.parameters())
            .writes(CmdletTypes.DIRECTORY_PROGRAM)
            .does(() -> session.cmdlet(DirectoryCmdlets::programs)));
  }

  /** An empty beginning would be that of everybody's name. */
  private static Parameter start(String name, String alias) {
    return Parameter.text(name).alias(alias).valid(Validation.notNullOrEmpty());
  }

  private static void people(AzureCall call) {
    Optional<String> objectId = call.text(OBJECT_ID);
    if (objectId.isPresent()) {
      PEOPLE.one(call, objectId.get());
    } else if (call.bound().flag("SignedIn")) {
      PEOPLE.one(call, call.account().name());
    } else {
      PEOPLE.all(
          call,
          call.text(UPN, "Mail")
              .map(name -> Directory.filter("userPrincipalName", name, false))
              .or(() -> byName(call, STARTS_WITH)));
    }
  }

  private static void programs(AzureCall call) {
    Optional<String> objectId = call.text(OBJECT_ID);
    if (objectId.isPresent()) {
      PROGRAMS.one(call, objectId.get());
    } else {
      PROGRAMS.all(
          call,
          call.text(APPLICATION_ID, "ServicePrincipalName")
              .map(id -> Directory.filter("appId", id, false))
              .or(() -> byName(call, NAME_STARTS_WITH)));
    }
  }

  private static Optional<String> byName(AzureCall call, String start) {
    return call.text(DISPLAY_NAME)
        .map(name -> Directory.filter("displayName", name, false))
        .or(() -> call.text(start).map(name -> Directory.filter("displayName", name, true)));
  }

  /** A person as an object. */
  static PsObject person(JsonNode json) {
    return PsObject.ofType(CmdletTypes.DIRECTORY_USER)
        .with(DISPLAY_NAME, JsonValues.text(json.path("displayName")))
        .with("Id", JsonValues.text(json.path("id")))
        .with("Mail", null)
        .with(UPN, JsonValues.text(json.path("userPrincipalName")))
        .withText(json.path("displayName").asText());
  }

  /** An application, or a part of the service, as an object. */
  static PsObject program(JsonNode json) {
    String appId = JsonValues.text(json.path("appId"));
    return PsObject.ofType(CmdletTypes.DIRECTORY_PROGRAM)
        .with(DISPLAY_NAME, JsonValues.text(json.path("displayName")))
        .with("Id", JsonValues.text(json.path("id")))
        .with("AppId", appId)
        .with(APPLICATION_ID, appId)
        .with("ServicePrincipalName", List.of(appId))
        .withText(json.path("displayName").asText());
  }
}
