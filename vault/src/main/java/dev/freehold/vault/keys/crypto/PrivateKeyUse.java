package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.PrivateVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.lastuse.KeyUse;
import dev.freehold.vault.material.KeyEngine;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.util.function.BiFunction;

/**
 * A version that may be used for an operation now, with its sealed private part. Every use opens
 * the seal, also where the public part would do: that is what proves the public part to be ours.
 */
final class PrivateKeyUse {

  private final KeyCall call;
  private final KeyOperation operation;
  private final KeyVersion key;
  private final byte[] sealed;

  private PrivateKeyUse(KeyCall call, KeyOperation operation, KeyVersion key, byte[] sealed) {
    this.call = call;
    this.operation = operation;
    this.key = key;
    this.sealed = sealed;
  }

  /** Finds the version that {@code call} names and checks its state. */
  static PrivateKeyUse find(KeyCall call, KeyOperation operation, KeyServices services) {
    PrivateVersion version = call.privateVersion();
    PrivateKeyUse found = new PrivateKeyUse(call, operation, version.key(), version.sealed());
    call.noted(found.key);
    UseRules.require(operation, found.key, services.clock().instant());
    return found;
  }

  KeyVersion key() {
    return key;
  }

  /** Remembers that the caller used the version; for the moment after it worked. */
  void remember(KeyServices services) {
    services
        .uses()
        .remember(
            key.place(),
            new KeyUse(call.caller().objectId(), services.clock().instant(), operation));
  }

  /**
   * Opens the private part for {@code use}, which must not keep it and runs on another thread.
   *
   * @throws dev.freehold.crypto.work.BusyException if too much waits
   */
  <R> R with(KeyServices services, BiFunction<KeyEngine, KeyMaterial, R> use) {
    return services.work().use(call, key.form().kind(), () -> opened(services, use));
  }

  private <R> R opened(KeyServices services, BiFunction<KeyEngine, KeyMaterial, R> use) {
    KeyForm form = key.form();
    byte[] opened = services.sealer().open(key.place(), form.publicPart().encode(), sealed);
    try (KeyMaterial material = new KeyMaterial(form.publicPart(), opened)) {
      return use.apply(
          services.engines().named(form.engine(), material.publicPart().kind()), material);
    }
  }

  /** The answer with the operation's result. */
  Answer answer(byte[] result) {
    String kid = KeyJson.versionedId(call.exchange().baseUri(), key);
    return Answer.ok(WireJson.object().put("kid", kid).put("value", KeyJson.base64(result)));
  }
}
