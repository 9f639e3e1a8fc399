package dev.freehold.vault.keys;

import dev.freehold.vault.rotation.PolicyJson;
import dev.freehold.vault.rotation.RotationPolicy;
import dev.freehold.vault.rotation.StoredPolicy;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import java.time.Instant;
import java.util.Optional;

/** Gives a key a rotation policy; its present versions keep their expiry. */
final class SetRotationPolicy implements Handler<KeyCall> {

  private final KeyServices services;

  SetRotationPolicy(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    call.exchange().read(GetKey.find(call));
    RotationPolicy wanted = PolicyJson.read(call.json());
    Instant now = services.clock().instant();
    return call.exchange()
        .commit(
            tx -> {
              KeyHeads.hold(tx, call.vault().id(), call.name().folded());
              KeyVersion key = GetKey.find(tx, call);
              Optional<StoredPolicy> present =
                  RotationRows.policy(tx, call.vault().id(), call.name());
              StoredPolicy policy =
                  new StoredPolicy(
                      present.map(StoredPolicy::policy).map(wanted::replacing).orElse(wanted),
                      present.map(StoredPolicy::created).orElse(now),
                      now);
              RotationRows.setPolicy(tx, call.vault().id(), call.name(), policy);
              call.noted(key);
              return Answer.ok(GetRotationPolicy.json(call, key, policy));
            });
  }
}
