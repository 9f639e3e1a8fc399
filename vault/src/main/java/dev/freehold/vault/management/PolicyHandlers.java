package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Changes of a vault's access policies. */
final class PolicyHandlers {

  private final Vaults vaults;

  PolicyHandlers(Vaults vaults) {
    this.vaults = vaults;
  }

  Answer change(ManagementCall call, AccessPolicyChange change) {
    return ManagementErrors.answering(
        () -> {
          List<AccessPolicy> entries =
              call.json()
                  .object("properties")
                  .flatMap(AccessPolicyJson::read)
                  .orElseThrow(() -> ManagementErrors.missing("properties.accessPolicies"));
          return call.exchange().commit(tx -> changed(tx, call, change, entries));
        });
  }

  private Answer changed(
      Handle tx, ManagementCall call, AccessPolicyChange change, List<AccessPolicy> entries) {
    Vault present =
        vaults
            .find(tx, call.vaultName())
            .filter(found -> VaultHandlers.isHere(call, found))
            .orElseThrow(() -> ManagementErrors.vaultNotFound(call));
    Vault vault = vaults.changePolicies(tx, present.name(), change, entries, call.author());
    PolicyNotes.difference(present.settings().policies(), vault.settings().policies())
        .ifPresent(note -> call.exchange().trail().noteOfSomebody("accessPolicies", note));
    ObjectNode answer = WireJson.object();
    answer.put("id", vault.resourceId() + "/accessPolicies/");
    answer.put("type", "Microsoft.KeyVault/vaults/accessPolicies");
    answer
        .putObject("properties")
        .set("accessPolicies", AccessPolicyJson.write(vault.settings().policies()));
    return Answer.ok(answer);
  }
}
