package dev.freehold.shell.azure.keys;

import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.ManagedHsm;
import java.util.List;

/** Parameters that most cmdlets over keys have. */
final class KeyCmdletParameters {

  static final String BY_NAME = "ByVaultName";
  static final String BY_OBJECT = "ByInputObject";

  /** What a key may be used for. */
  static final String[] OPERATIONS = {
    "encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify", "import"
  };

  private KeyCmdletParameters() {}

  /** A key by its vault's name and its own, or as an object of a type. */
  static Parameter[] one(String typeName, String... objectAliases) {
    return List.of(
            Parameter.text("VaultName").in(BY_NAME).mandatory().at(0),
            Parameter.text("Name")
                .alias("KeyName")
                .in(BY_NAME, ManagedHsm.BY_NAME)
                .mandatory()
                .at(1),
            ManagedHsm.name(),
            Declared.object("InputObject", typeName)
                .alias(objectAliases)
                .in(BY_OBJECT)
                .mandatory()
                .at(0)
                .byValue())
        .toArray(Parameter[]::new);
  }
}
