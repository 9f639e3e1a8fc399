package dev.freehold.shell.sharepoint;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.service.KeyAddress;
import dev.freehold.shell.service.ShellProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A key as a cmdlet names it: by vault, key and version, or by its address.
 *
 * @param prefix of the parameters' names, such as {@code Primary}; empty for none
 */
record KeyParameters(String prefix) {

  static final String BY_PARTS = "BYOK_MultipleParameters";
  static final String BY_URI = "BYOK_Uri";

  /**
   * Its parameters.
   *
   * @param firstPosition of the three parts, counted from 0; negative to bind them by name only
   */
  List<Parameter> all(int firstPosition) {
    List<Parameter> all = new ArrayList<>();
    for (Parameter part :
        List.of(
            Parameter.text(vault()), Parameter.text(key()), Parameter.of(version(), PsKind.GUID))) {
      Parameter mandatory = part.in(BY_PARTS).mandatory();
      all.add(firstPosition < 0 ? mandatory : mandatory.at(firstPosition + all.size()));
    }
    all.add(Parameter.of(uri(), PsKind.URI).in(BY_URI).mandatory());
    return all;
  }

  /** The address of the key. */
  String address(Bound bound, Account account) {
    if (bound.has(uri())) {
      return KeyAddress.normal(Text.of(bound.value(uri())));
    }
    String suffix =
        account
            .server()
            .vaultSuffix()
            .orElseThrow(
                () ->
                    ShellProblem.stop(
                        ShellProblem.argument(
                            "VaultDomainNotKnown",
                            ("This server runs no vaults, so a vault's name does not say where "
                                    + "it is. Give the key's whole address with -%s.")
                                .formatted(uri()))));
    return KeyAddress.of(
        suffix,
        bound.text(vault()).orElse(""),
        bound.text(key()).orElse(""),
        (UUID) bound.value(version()));
  }

  private String vault() {
    return prefix + "KeyVaultName";
  }

  private String key() {
    return prefix + "KeyName";
  }

  private String version() {
    return prefix + "KeyVersion";
  }

  private String uri() {
    return prefix + "KeyVaultUri";
  }
}
