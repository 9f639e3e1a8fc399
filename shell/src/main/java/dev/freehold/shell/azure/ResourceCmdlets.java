package dev.freehold.shell.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.data.step.JsonOptions;
import dev.freehold.powershell.data.step.JsonReader;
import dev.freehold.powershell.data.step.JsonWriter;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Get-} and {@code Set-AzResource} over vaults, the one kind of resource there is. */
final class ResourceCmdlets {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TYPE =
      "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.PSResource";
  private static final String BY_ID = "ByResourceId";
  private static final String BY_NAME = "ByTagNameValueParameterSet";

  private ResourceCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(Declared.RESOURCES, "Get-AzResource", "Shows resources.")
            .alias("Get-AzureRmResource")
            .defaultSet(BY_NAME)
            .with(
                Parameter.text("ResourceId").alias("Id").in(BY_ID).mandatory().byPropertyName(),
                Parameter.text("Name").alias("ResourceName").in(BY_NAME).byPropertyName(),
                Parameter.text("ResourceType").in(BY_NAME).byPropertyName(),
                Parameter.text("ResourceGroupName").in(BY_NAME).byPropertyName(),
                Parameter.flag("ExpandProperties"),
                Parameter.text("ApiVersion"))
            .writes(TYPE)
            .does(() -> session.cmdlet(ResourceCmdlets::get)),
        Declared.changing(
                Declared.RESOURCES, "Set-AzResource", "Changes the properties of a resource.")
            .alias("Set-AzureRmResource")
            .with(
                Parameter.text("ResourceId").alias("Id").mandatory().byPropertyName(),
                Parameter.any("Properties").alias("PropertyObject"),
                Declared.tags(),
                Parameter.flag("UsePatchSemantics"),
                Parameter.text("ApiVersion"),
                Parameter.flag("Force"))
            .writes(TYPE)
            .does(() -> session.cmdlet(ResourceCmdlets::set)));
  }

  private static void get(AzureCall call) {
    Optional<String> id = call.text("ResourceId");
    if (id.isPresent()) {
      String path = VaultId.required(id.get()).path();
      call.write(toObject(call.management().get(path, version(call))));
      return;
    }
    Wildcard names = Wildcard.of(call.text("Name").orElse("*"));
    Wildcard groups = Wildcard.of(call.text("ResourceGroupName").orElse("*"));
    Wildcard types = Wildcard.of(call.text("ResourceType").orElse("*"));
    call.management()
        .each(
            "/subscriptions/%s/resources".formatted(RequestUri.encode(call.subscription())),
            Management.GROUPS,
            json -> {
              String group = VaultId.parse(json.path("id").asText()).map(VaultId::group).orElse("");
              if (names.matches(json.path("name").asText())
                  && groups.matches(group)
                  && types.matches(json.path("type").asText())) {
                call.write(toObject(json));
              }
            });
  }

  private static String version(AzureCall call) {
    return call.text("ApiVersion").map(RequestUri::encode).orElse(Management.VAULTS);
  }

  private static void set(AzureCall call) {
    VaultId id = VaultId.required(call.text("ResourceId").orElseThrow());
    if (!call.bound().flag("Force")
        && !call.shouldContinue(
            "Are you sure you want to update the following resource: " + id.path(), "")) {
      return;
    }
    if (!call.shouldProcess(id.path(), "Updating the resource...")) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (call.bound().has("Properties")) {
      body.set("properties", toJson(call.bound().value("Properties")));
    }
    if (call.bound().has("Tag")) {
      body.set("tags", Tags.toJson(call.bound().value("Tag")));
    }
    // What is left out stays; a whole replacement would need what this cmdlet is not given.
    call.write(toObject(call.management().send("PATCH", id.path(), version(call), body)));
  }

  private static JsonNode toJson(Object properties) {
    String json = JsonWriter.write(properties, new JsonOptions(JsonOptions.MAX_DEPTH, true)).text();
    try {
      return textsOfTruths(MAPPER.readTree(json));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was written as JSON can be read", impossible);
    }
  }

  /** Published runbooks give the text {@code 'True'} where the service wants a truth. */
  private static JsonNode textsOfTruths(JsonNode properties) {
    if (properties instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String text = object.path(name).asText();
        if (name.startsWith("enable") && object.path(name).isTextual()) {
          object.put(name, Boolean.parseBoolean(text));
        }
      }
    }
    return properties;
  }

  private static PsObject toObject(JsonNode json) {
    String id = json.path("id").asText();
    return PsObject.ofType(TYPE)
        .with("Name", json.path("name").asText())
        .with("ResourceGroupName", VaultId.parse(id).map(VaultId::group).orElse(null))
        .with("ResourceType", json.path("type").asText())
        .with("Location", json.path("location").asText())
        .with("ResourceId", id)
        .with("Id", id)
        .with("Tags", Tags.of(json.path("tags")))
        .with(
            "Properties",
            json.has("properties")
                ? JsonReader.read(
                    json.path("properties").toString(), false, JsonReader.DEFAULT_DEPTH)
                : null);
  }
}
