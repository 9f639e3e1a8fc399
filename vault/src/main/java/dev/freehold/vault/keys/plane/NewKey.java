package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.JsonBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version that is about to be stored: made here or brought along.
 *
 * @param operations what it is for
 * @param attributes what its owner set
 * @param tags free text
 */
record NewKey(List<KeyOperation> operations, KeyAttributes attributes, Map<String, String> tags) {

  /** What {@code body} says, with {@code key_ops} found by the caller. */
  static NewKey of(JsonBody body, Optional<List<KeyOperation>> operations, KeyKind kind) {
    return new NewKey(
        operations.orElseGet(() -> KeyOperation.defaults(kind)),
        KeyAttributes.DEFAULT.changedBy(body),
        KeyInput.tags(body).orElse(Map.of()));
  }

  /**
   * Seals the private part, then stores version and ledger entry together. The key exists if and
   * only if this returns.
   */
  Answer store(KeyCall call, KeyForm form, KeyMaterial material, KeyServices services) {
    KeyPlace place =
        new KeyPlace(
            call.vault().id(), call.name().folded(), VersionId.random(services.crypto().random()));
    byte[] sealed =
        services.sealer().seal(place, form.publicPart().encode(), material.privatePart());
    Instant now = services.clock().instant();
    KeyVersion version =
        new KeyVersion(place, call.name().text(), 0, form, operations, attributes, tags, now, now);
    return call.exchange()
        .commit(
            tx -> {
              KeyVersion stored = KeyRows.add(tx, version, sealed);
              call.noted(stored);
              return Answer.ok(KeyJson.bundle(call, stored));
            });
  }
}
