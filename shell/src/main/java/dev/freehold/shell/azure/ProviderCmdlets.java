package dev.freehold.shell.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cmdlets over resource providers and their features. */
final class ProviderCmdlets {

  private static final String FEATURE =
      "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.PSProviderFeature";
  private static final String PROVIDER =
      "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.PSResourceProvider";

  private ProviderCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    Parameter feature = Parameter.text("FeatureName").byPropertyName();
    Parameter provider =
        Parameter.text("ProviderNamespace").alias("ResourceProviderNamespace").byPropertyName();
    return List.of(
        Declared.reading(
                Declared.RESOURCES,
                "Get-AzProviderFeature",
                "Shows the features of a subscription, such as the one that forbids early purges.")
            .alias("Get-AzureRmProviderFeature")
            .with(feature.at(0), provider.at(1), Parameter.flag("ListAvailable"))
            .writes(FEATURE)
            .does(() -> session.cmdlet(ProviderCmdlets::features)),
        Declared.changing(
                Declared.RESOURCES,
                "Register-AzProviderFeature",
                "Switches a feature on for a subscription, for good.")
            .alias("Register-AzureRmProviderFeature")
            .with(feature.mandatory().at(0), provider.mandatory().at(1))
            .writes(FEATURE)
            .does(() -> session.cmdlet(ProviderCmdlets::registerFeature)),
        Declared.reading(
                Declared.RESOURCES, "Get-AzResourceProvider", "Shows the resource providers.")
            .alias("Get-AzureRmResourceProvider")
            .with(provider.at(0), Parameter.flag("ListAvailable"))
            .writes(PROVIDER)
            .does(() -> session.cmdlet(ProviderCmdlets::providers)),
        Declared.changing(
                Declared.RESOURCES,
                "Register-AzResourceProvider",
                "Makes a resource provider known to a subscription.")
            .alias("Register-AzureRmResourceProvider")
            .with(provider.mandatory().at(0))
            .writes(PROVIDER)
            .does(() -> session.cmdlet(ProviderCmdlets::registerProvider)));
  }

  private static String subscription(AzureCall call) {
    return "/subscriptions/" + RequestUri.encode(call.subscription());
  }

  private static String features(AzureCall call, String provider) {
    return subscription(call)
        + "/providers/Microsoft.Features/providers/%s/features"
            .formatted(RequestUri.encode(provider));
  }

  private static void features(AzureCall call) {
    String path = features(call, call.text("ProviderNamespace").orElse("Microsoft.Resources"));
    Optional<String> name = call.text("FeatureName");
    if (name.isPresent()) {
      call.write(
          feature(
              call.management()
                  .get(path + "/" + RequestUri.encode(name.get()), Management.FEATURES)));
    } else {
      call.management().each(path, Management.FEATURES, json -> call.write(feature(json)));
    }
  }

  private static void registerFeature(AzureCall call) {
    String name = call.text("FeatureName").orElseThrow();
    if (call.shouldProcess(name, "Register feature")) {
      String path =
          features(call, call.text("ProviderNamespace").orElseThrow())
              + "/%s/register".formatted(RequestUri.encode(name));
      call.write(feature(call.management().send("POST", path, Management.FEATURES, null)));
    }
  }

  private static PsObject feature(JsonNode json) {
    String[] name = json.path("name").asText().split("/", 2);
    return PsObject.ofType(FEATURE)
        .with("FeatureName", name[name.length - 1])
        .with("ProviderName", name[0])
        .with("RegistrationState", json.at("/properties/state").asText());
  }

  private static void providers(AzureCall call) {
    Optional<String> name = call.text("ProviderNamespace");
    if (name.isPresent()) {
      String path = subscription(call) + "/providers/" + RequestUri.encode(name.get());
      call.write(provider(call.management().get(path, Management.GROUPS)));
    } else {
      call.management()
          .each(
              subscription(call) + "/providers",
              Management.GROUPS,
              json -> call.write(provider(json)));
    }
  }

  private static void registerProvider(AzureCall call) {
    String name = call.text("ProviderNamespace").orElseThrow();
    if (call.shouldProcess(name, "Register resource provider")) {
      String path =
          subscription(call) + "/providers/%s/register".formatted(RequestUri.encode(name));
      call.write(provider(call.management().send("POST", path, Management.GROUPS, null)));
    }
  }

  private static PsObject provider(JsonNode json) {
    List<Object> types = new ArrayList<>();
    List<Object> locations = new ArrayList<>();
    for (JsonNode type : json.path("resourceTypes")) {
      types.add(
          PsObject.custom()
              .with("ResourceTypeName", type.path("resourceType").asText())
              .with("Locations", JsonValues.texts(type.path("locations")))
              .with("ApiVersions", JsonValues.texts(type.path("apiVersions"))));
      JsonValues.texts(type.path("locations")).stream()
          .filter(location -> !locations.contains(location))
          .forEach(locations::add);
    }
    return PsObject.ofType(PROVIDER)
        .with("ProviderNamespace", json.path("namespace").asText())
        .with("RegistrationState", json.path("registrationState").asText())
        .with("ResourceTypes", types)
        .with("Locations", locations);
  }
}
