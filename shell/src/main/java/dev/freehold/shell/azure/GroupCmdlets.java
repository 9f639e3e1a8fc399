package dev.freehold.shell.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.LocationParameter;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;

/** {@code Get-} and {@code New-AzResourceGroup}. */
final class GroupCmdlets {

  private static final String TYPE =
      "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.PSResourceGroup";

  private GroupCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(Declared.RESOURCES, "Get-AzResourceGroup", "Shows resource groups.")
            .alias("Get-AzureRmResourceGroup")
            .with(
                Parameter.text("Name").alias("ResourceGroupName").at(0).byPropertyName(),
                Parameter.text("Location").at(1).byPropertyName(),
                Declared.tags().byPropertyName())
            .writes(TYPE)
            .does(() -> session.cmdlet(GroupCmdlets::get)),
        Declared.changing(Declared.RESOURCES, "New-AzResourceGroup", "Creates a resource group.")
            .alias("New-AzureRmResourceGroup")
            .with(
                Parameter.text("Name")
                    .alias("ResourceGroupName")
                    .mandatory()
                    .at(0)
                    .byPropertyName(),
                Parameter.text("Location").mandatory().at(1).byPropertyName(),
                Declared.tags().byPropertyName(),
                Parameter.flag("Force"))
            .writes(TYPE)
            .does(() -> session.cmdlet(GroupCmdlets::make)));
  }

  private static String groups(AzureCall call) {
    return "/subscriptions/%s/resourceGroups".formatted(RequestUri.encode(call.subscription()));
  }

  private static void get(AzureCall call) {
    Optional<String> name = call.text("Name");
    if (name.isPresent() && !name.get().contains("*")) {
      String path = groups(call) + "/" + RequestUri.encode(name.get());
      call.write(
          toObject(
              call.management()
                  .find(path, Management.GROUPS)
                  .orElseThrow(
                      () ->
                          AzureFailure.missing(
                              "ResourceGroupNotFound",
                              "Provided resource group does not exist."))));
      return;
    }
    Wildcard names = Wildcard.of(name.orElse("*"));
    Optional<String> location = LocationParameter.given(call);
    call.management()
        .each(
            groups(call),
            Management.GROUPS,
            json -> {
              boolean wanted =
                  names.matches(json.path("name").asText())
                      && Tags.match(json.path("tags"), call.bound().value("Tag"))
                      && location
                          .map(json.path("location").asText()::equalsIgnoreCase)
                          .orElse(true);
              if (wanted) {
                call.write(toObject(json));
              }
            });
  }

  private static void make(AzureCall call) {
    String name = call.text("Name").orElseThrow();
    String path = groups(call) + "/" + RequestUri.encode(name);
    boolean replaces = call.management().find(path, Management.GROUPS).isPresent();
    if (replaces
        && !call.bound().flag("Force")
        && !call.shouldContinue(
            "Provided resource group already exists. Are you sure you want to update it?", "")) {
      return;
    }
    if (!call.shouldProcess(name, "Create resource group")) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("location", LocationParameter.given(call).orElseThrow());
    body.set("tags", Tags.toJson(call.bound().value("Tag")));
    call.write(toObject(call.management().send("PUT", path, Management.GROUPS, body)));
  }

  private static PsObject toObject(JsonNode json) {
    return PsObject.ofType(TYPE)
        .with("ResourceGroupName", json.path("name").asText())
        .with("Location", json.path("location").asText())
        .with("ProvisioningState", json.at("/properties/provisioningState").asText())
        .with("Tags", Tags.of(json.path("tags")))
        .with("ResourceId", json.path("id").asText());
  }
}
