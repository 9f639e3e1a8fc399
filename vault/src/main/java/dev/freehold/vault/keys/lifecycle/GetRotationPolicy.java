package dev.freehold.vault.keys.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.RotationRows;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.rotation.RotationPolicyJson;
import dev.freehold.vault.rotation.StoredRotationPolicy;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.util.Optional;

/** Shows a key's rotation policy, or the one that keys without one are said to have. */
final class GetRotationPolicy implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    return call.exchange()
        .read(
            tx -> {
              KeyVersion key = call.version(tx);
              call.noted(key);
              Optional<StoredRotationPolicy> policy =
                  RotationRows.policy(tx, call.vault().id(), call.name());
              return Answer.ok(
                  policy
                      .map(stored -> json(call, key, stored))
                      .orElseGet(RotationPolicyJson::none));
            });
  }

  static ObjectNode json(KeyCall call, KeyVersion key, StoredRotationPolicy policy) {
    String id = KeyJson.id(call.exchange().baseUri(), key) + "/rotationpolicy";
    return policy.json().put("id", id);
  }
}
