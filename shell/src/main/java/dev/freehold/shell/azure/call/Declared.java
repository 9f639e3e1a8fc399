package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.service.ServerCmdlet;

/** Declarations that several Az cmdlets share. */
public final class Declared {

  public static final String ACCOUNTS = "Az.Accounts";
  public static final String KEY_VAULT = "Az.KeyVault";
  public static final String RESOURCES = "Az.Resources";

  private Declared() {}

  /** A cmdlet that only reads. */
  public static CmdletInfo.Builder reading(String module, String name, String synopsis) {
    return ServerCmdlet.named(name, module, synopsis)
        .with(
            Parameter.any("DefaultProfile")
                .alias("AzContext", "AzureRmContext", "AzureCredential"));
  }

  /** A cmdlet that changes something. */
  public static CmdletInfo.Builder changing(String module, String name, String synopsis) {
    return reading(module, name, synopsis).confirms(ConfirmImpact.MEDIUM);
  }

  /** The parameter of cmdlets over vaults that names the subscription. */
  public static Parameter subscriptionId() {
    return Parameter.text("SubscriptionId").byPropertyName();
  }

  public static Parameter tags() {
    return Parameter.of("Tag", PsKind.HASHTABLE).alias("Tags");
  }

  public static Parameter truth(String name) {
    return Parameter.of(name, ArgumentTypes.BOOLEAN);
  }

  public static Parameter date(String name) {
    return Parameter.of(name, PsKind.DATE);
  }

  public static Parameter object(String name, String typeName) {
    return Parameter.of(name, ArgumentTypes.object(typeName));
  }
}
