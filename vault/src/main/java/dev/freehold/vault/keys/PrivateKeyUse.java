package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A version that may be used for an operation now, with its sealed private part. Every use opens
 * the seal, also where the public part would do: that is what proves the public part to be ours.
 */
final class PrivateKeyUse {

  private final KeyVersion key;
  private final byte[] sealed;

  private PrivateKeyUse(KeyVersion key, byte[] sealed) {
    this.key = key;
    this.sealed = sealed;
  }

  /** Finds the version that {@code call} names and checks its state. */
  static PrivateKeyUse find(KeyCall call, KeyOperation operation, KeyServices services) {
    PrivateKeyUse found =
        call.exchange()
            .read(
                tx -> {
                  KeyVersion key = GetKey.find(tx, call);
                  return new PrivateKeyUse(key, KeyRows.sealed(tx, key.place()));
                });
    call.noted(found.key);
    UseRules.require(operation, found.key, services.clock().instant());
    return found;
  }

  KeyVersion key() {
    return key;
  }

  <R> R with(KeyServices services, Function<RSAPrivateKey, R> use) {
    byte[] encoded = services.sealer().open(key.place(), key.publicKey().encode(), sealed);
    try {
      return use.apply(services.rsa().decodePrivate(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** The answer with the operation's result. */
  Answer answer(KeyCall call, byte[] result) {
    String kid = KeyJson.versionedId(call.exchange().baseUri(), key);
    return Answer.ok(WireJson.object().put("kid", kid).put("value", KeyJson.base64(result)));
  }
}
