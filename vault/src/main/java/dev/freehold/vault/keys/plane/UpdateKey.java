package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyHeads;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.SealedVersion;
import dev.freehold.vault.keys.call.DryRunHandler;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.Loss;
import dev.freehold.vault.keys.call.UseWarning;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.JsonBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes what the body names: attributes, operations, tags. Makes no new version. */
final class UpdateKey implements DryRunHandler {

  private final KeyServices services;

  UpdateKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion found = call.version();
    JsonBody body = call.json();
    KeyInput.refusePolicy(body);
    Optional<List<KeyOperation>> operations = KeyInput.operations(body);
    Optional<Map<String, String>> tags = KeyInput.tags(body);
    found.attributes().changedBy(body);
    Instant now = services.clock().instant();
    return call.exchange()
        .commit(
            tx -> {
              KeyHeads.hold(tx, call.vault().id(), call.name().folded());
              SealedVersion sealed = call.sealedVersion(tx);
              KeyVersion present = sealed.key();
              KeyVersion changed =
                  present.changed(
                      operations.orElse(present.operations()),
                      present.attributes().changedBy(body),
                      tags.orElse(present.tags()),
                      now);
              KeyRows.update(tx, sealed, changed);
              call.noted(changed);
              return new UseWarning(call, services.uses(), now)
                  .about(
                      tx,
                      changed,
                      Loss.between(present, changed, now),
                      Answer.ok(KeyJson.bundle(call, changed)));
            });
  }
}
