package dev.freehold.vault.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.rotation.PolicyJson;
import dev.freehold.vault.rotation.StoredPolicy;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import java.util.Optional;

/** Shows a key's rotation policy, or the one that keys without one are said to have. */
final class GetRotationPolicy implements Handler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    return call.exchange()
        .read(
            tx -> {
              KeyVersion key = GetKey.find(tx, call);
              call.noted(key);
              Optional<StoredPolicy> policy =
                  RotationRows.policy(tx, call.vault().id(), call.name());
              return Answer.ok(
                  policy.map(stored -> json(call, key, stored)).orElseGet(PolicyJson::none));
            });
  }

  static ObjectNode json(KeyCall call, KeyVersion key, StoredPolicy policy) {
    String id = KeyJson.id(call.exchange().baseUri(), key) + "/rotationpolicy";
    return policy.json().put("id", id);
  }
}
