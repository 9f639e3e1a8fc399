package dev.freehold.shell.azure.vaults;

import dev.freehold.powershell.run.binding.ArgumentType;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.azure.call.Declared;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameter sets of the cmdlets over access policies: three ways to name the vault by as many
 * ways to name whom it is about.
 */
final class PolicyParameters {

  static final String FOR_VAULT = "ForVault";
  private static final List<String> PRINCIPALS =
      List.of("ByUserPrincipalName", "ByObjectId", "ByServicePrincipalName", "ByEmailAddress");
  private static final List<String> VAULTS = List.of("", "InputObject", "ResourceId");

  /** What can be done, spelt as the vault spells it. */
  static final List<String> KEYS =
      List.of(
          "all",
          "decrypt",
          "encrypt",
          "unwrapKey",
          "wrapKey",
          "verify",
          "sign",
          "get",
          "list",
          "update",
          "create",
          "import",
          "delete",
          "backup",
          "restore",
          "recover",
          "purge",
          "rotate",
          "getrotationpolicy",
          "setrotationpolicy",
          "release");

  static final List<String> SECRETS =
      List.of("all", "get", "list", "set", "delete", "backup", "restore", "recover", "purge");

  static final List<String> CERTIFICATES =
      List.of(
          "all",
          "get",
          "list",
          "delete",
          "create",
          "import",
          "update",
          "managecontacts",
          "getissuers",
          "listissuers",
          "setissuers",
          "deleteissuers",
          "manageissuers",
          "recover",
          "backup",
          "restore",
          "purge");

  static final List<String> STORAGE =
      List.of(
          "all",
          "get",
          "list",
          "delete",
          "set",
          "update",
          "regeneratekey",
          "getsas",
          "listsas",
          "deletesas",
          "setsas",
          "recover",
          "backup",
          "restore",
          "purge");

  private PolicyParameters() {}

  /** The default set. */
  static String defaultSet() {
    return PRINCIPALS.getFirst();
  }

  private static String[] sets(String vault, List<String> whom) {
    return whom.stream().map(each -> vault + each).toArray(String[]::new);
  }

  private static String[] all(String principal) {
    return VAULTS.stream().map(vault -> vault + principal).toArray(String[]::new);
  }

  /** Those that name the vault and the principal. */
  static List<Parameter> common(ArgumentType vault) {
    List<String> whom = new ArrayList<>(PRINCIPALS);
    whom.add(FOR_VAULT);
    return List.of(
        Parameter.text("VaultName").alias("Name").in(sets("", whom)).mandatory().at(0),
        Parameter.text("ResourceGroupName").in(sets("", whom)).at(1),
        Parameter.of("InputObject", vault)
            .in(sets("InputObject", whom))
            .mandatory()
            .at(0)
            .byValue(),
        Parameter.text("ResourceId")
            .in(sets("ResourceId", whom))
            .mandatory()
            .at(0)
            .byPropertyName(),
        Parameter.text("UserPrincipalName").alias("UPN").in(all("ByUserPrincipalName")).mandatory(),
        Parameter.text("ObjectId").in(all("ByObjectId")).mandatory(),
        Parameter.of("ApplicationId", PsKind.GUID).in(all("ByObjectId")),
        Parameter.text("ServicePrincipalName")
            .alias("SPN")
            .in(all("ByServicePrincipalName"))
            .mandatory(),
        Parameter.text("EmailAddress").in(all("ByEmailAddress")).mandatory(),
        Parameter.flag("EnabledForDeployment").in(all(FOR_VAULT)),
        Parameter.flag("EnabledForTemplateDeployment").in(all(FOR_VAULT)),
        Parameter.flag("EnabledForDiskEncryption").in(all(FOR_VAULT)),
        Parameter.flag("PassThru"),
        Declared.subscriptionId());
  }

  /** A list of permissions. */
  static Parameter permissions(String name, List<String> words) {
    List<String> sets = new ArrayList<>();
    for (String vault : VAULTS) {
      sets.addAll(List.of(sets(vault, PRINCIPALS)));
    }
    return Parameter.texts(name)
        .in(sets.toArray(String[]::new))
        .allowEmpty()
        .valid(Validation.set(words.toArray(String[]::new)));
  }

  /** The switch that leaves an object id unchecked. */
  static Parameter bypass() {
    return Parameter.flag("BypassObjectIdValidation").in(all("ByObjectId"));
  }
}
