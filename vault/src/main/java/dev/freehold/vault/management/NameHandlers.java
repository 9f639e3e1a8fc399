package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.util.Optional;

/** Tells whether names are free. */
final class NameHandlers {

  private final Vaults vaults;

  NameHandlers(Vaults vaults) {
    this.vaults = vaults;
  }

  /** For a vault: no other has the name, wherever it is and even if it is deleted. */
  Answer checkVault(ManagementCall call) {
    String name = name(call);
    return invalid(name)
        .or(
            () ->
                call.exchange().read(tx -> vaults.isTaken(tx, name))
                    ? Optional.of(
                        unavailable(
                            "AlreadyExists", "The name '%s' is already in use.".formatted(name)))
                    : Optional.empty())
        .orElseGet(NameHandlers::available);
  }

  /** For a managed HSM: there are none here, so every name that is one is free. */
  Answer checkHsm(ManagementCall call) {
    return invalid(name(call)).orElseGet(NameHandlers::available);
  }

  private static String name(ManagementCall call) {
    return call.json().text("name").orElseThrow(() -> ManagementErrors.missing("name"));
  }

  private static Optional<Answer> invalid(String name) {
    return VaultName.isValid(name)
        ? Optional.empty()
        : Optional.of(unavailable("AccountNameInvalid", VaultName.invalid(name)));
  }

  private static Answer available() {
    return Answer.ok(WireJson.object().put("nameAvailable", true));
  }

  private static Answer unavailable(String reason, String message) {
    ObjectNode answer = WireJson.object();
    answer.put("nameAvailable", false);
    answer.put("reason", reason);
    answer.put("message", message);
    return Answer.ok(answer);
  }
}
