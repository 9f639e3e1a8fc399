package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.LocationParameter;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code New-AzKeyVault}: makes a vault. It uses access policies unless -EnableRbacAuthorization is
 * given, because the Customer Key runbooks expect them; newer runbooks say so with
 * -DisableRbacAuthorization.
 */
public final class NewVaultCmdlet {

  private static final int MIN_RETENTION_DAYS = 7;
  private static final int MAX_RETENTION_DAYS = 90;

  private final AzureCall call;

  private NewVaultCmdlet(AzureCall call) {
    this.call = call;
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(Declared.KEY_VAULT, "New-AzKeyVault", "Creates a key vault.")
        .alias("New-AzureRmKeyVault")
        .with(
            Parameter.text("Name").alias("VaultName").mandatory().at(0).byPropertyName(),
            Parameter.text("ResourceGroupName").mandatory().at(1).byPropertyName(),
            Parameter.text("Location").mandatory().at(2).byPropertyName(),
            Parameter.text("Sku")
                .byPropertyName()
                .valid(Validation.set("Standard", "Premium", "Custom")),
            Parameter.flag("EnabledForDeployment"),
            Parameter.flag("EnabledForTemplateDeployment"),
            Parameter.flag("EnabledForDiskEncryption"),
            Parameter.flag("EnableSoftDelete"),
            Parameter.flag("EnablePurgeProtection"),
            Parameter.flag("EnableRbacAuthorization"),
            Parameter.flag("DisableRbacAuthorization"),
            Parameter.of("SoftDeleteRetentionInDays", PsKind.INT)
                .valid(Validation.range(MIN_RETENTION_DAYS, MAX_RETENTION_DAYS)),
            Parameter.text("PublicNetworkAccess").valid(Validation.set("Enabled", "Disabled")),
            Parameter.any("NetworkRuleSet"),
            Declared.tags().byPropertyName(),
            Declared.subscriptionId())
        .writes(CmdletTypes.VAULT)
        .does(() -> session.cmdlet(call -> new NewVaultCmdlet(call).run()));
  }

  private void run() {
    String name = call.text("Name").orElseThrow();
    if (!call.shouldProcess(name, "Create key vault")) {
      return;
    }
    if (call.management().findVault(call.subscription(), name).isPresent()) {
      throw AzureFailure.argument("VaultAlreadyExists", "The specified vault already exists.");
    }
    VaultId id =
        new VaultId(call.subscription(), call.text("ResourceGroupName").orElseThrow(), name);
    JsonNode made = call.management().send("PUT", id.path(), Management.VAULTS, body());
    call.write(new VaultObjects(call).whole(made));
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("location", LocationParameter.given(call).orElseThrow());
    body.set("tags", Tags.toJson(call.bound().value("Tag")));
    ObjectNode properties = body.putObject("properties");
    properties.put("tenantId", call.account().tenantId().toString());
    properties
        .putObject("sku")
        .put("family", "A")
        .put("name", call.text("Sku").orElse("Standard").toLowerCase(Locale.ROOT));
    boolean roles =
        call.bound().flag("EnableRbacAuthorization")
            && !call.bound().flag("DisableRbacAuthorization");
    properties.put("enableSoftDelete", true).put("enableRbacAuthorization", roles);
    for (String use :
        List.of(
            "EnabledForDeployment", "EnabledForTemplateDeployment", "EnabledForDiskEncryption")) {
      properties.put(VaultFlags.member(use), call.bound().flag(use));
    }
    if (call.bound().flag("EnablePurgeProtection")) {
      properties.put("enablePurgeProtection", true);
    }
    if (call.bound().value("SoftDeleteRetentionInDays") instanceof Integer days) {
      properties.put("softDeleteRetentionInDays", days);
    }
    VaultFlags.network(call, properties);
    properties.set("accessPolicies", roles ? properties.arrayNode() : firstPolicy());
    return body;
  }

  /** The person who makes a vault may do everything in it, if it is a person. */
  private ArrayNode firstPolicy() {
    ArrayNode policies = JsonNodeFactory.instance.arrayNode();
    Optional<String> creator = creator();
    if (creator.isEmpty()) {
      call.warning(
          "Access policy is not set. No user or application have access permission to use this"
              + " vault. Grant it with Set-AzKeyVaultAccessPolicy.");
      return policies;
    }
    ObjectNode permissions =
        policies
            .addObject()
            .put("tenantId", call.account().tenantId().toString())
            .put("objectId", creator.get())
            .putObject("permissions");
    for (String family : List.of("keys", "secrets", "certificates", "storage")) {
      permissions.putArray(family).add("all");
    }
    return policies;
  }

  private Optional<String> creator() {
    boolean isPerson = call.account().name().contains("@");
    return isPerson && call.directory().isThere()
        ? Optional.of(call.directory().person(call.account().name()))
        : Optional.empty();
  }
}
