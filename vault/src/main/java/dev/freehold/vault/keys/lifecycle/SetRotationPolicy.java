package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.KeyHeads;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.RotationRows;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.rotation.RotationPolicy;
import dev.freehold.vault.rotation.RotationPolicyJson;
import dev.freehold.vault.rotation.StoredRotationPolicy;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.time.Instant;
import java.util.Optional;

/** Gives a key a rotation policy; its present versions keep their expiry. */
final class SetRotationPolicy implements CallHandler<KeyCall> {

  private final KeyServices services;

  SetRotationPolicy(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    call.version();
    RotationPolicy wanted = RotationPolicyJson.read(call.json());
    Instant now = services.clock().instant();
    return call.exchange()
        .commit(
            tx -> {
              KeyHeads.hold(tx, call.vault().id(), call.name().folded());
              KeyVersion key = call.version(tx);
              Optional<StoredRotationPolicy> present =
                  RotationRows.policy(tx, call.vault().id(), call.name());
              StoredRotationPolicy policy =
                  new StoredRotationPolicy(
                      present
                          .map(StoredRotationPolicy::policy)
                          .map(wanted::replacing)
                          .orElse(wanted),
                      present.map(StoredRotationPolicy::created).orElse(now),
                      now);
              RotationRows.setPolicy(tx, call.vault().id(), call.name(), policy);
              call.noted(key);
              return Answer.ok(GetRotationPolicy.json(call, key, policy));
            });
  }
}
