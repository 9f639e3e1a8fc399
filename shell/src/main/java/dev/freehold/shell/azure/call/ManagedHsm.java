package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.binding.Parameter;
import java.util.List;

/**
 * The parameters that name a managed HSM instead of a vault. They bind as published, but the call
 * is refused: no server that this shell can sign in to has one.
 */
public final class ManagedHsm {

  public static final String BY_NAME = "HsmByName";
  public static final String BY_OBJECT = "HsmByInputObject";
  public static final String BY_ID = "HsmByResourceId";

  private static final String TYPE = "Microsoft.Azure.Commands.KeyVault.Models.PSManagedHsm";

  private ManagedHsm() {}

  /** All sets. */
  public static String[] sets() {
    return new String[] {BY_NAME, BY_OBJECT, BY_ID};
  }

  /** By name alone. */
  public static Parameter name() {
    return Parameter.text("HsmName").in(BY_NAME).mandatory();
  }

  /** By name, as an object, or by resource id. */
  public static Parameter[] any() {
    return new Parameter[] {
      name(),
      Declared.object("HsmObject", TYPE).in(BY_OBJECT).mandatory().at(0).byValue(),
      Parameter.text("HsmResourceId").in(BY_ID).mandatory().byPropertyName()
    };
  }

  /** Fails if one was named. */
  static void refuse(AzureCall call) {
    if (List.of(sets()).contains(call.bound().set())) {
      throw AzureFailure.argument(
          "ManagedHsmNotSupported",
          "There is no managed HSM here. Keep the key in a vault and name it with -VaultName;"
              + " -Destination HSM makes it a key of the vault's token.");
    }
  }
}
