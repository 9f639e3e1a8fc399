package dev.freehold.vault.keys;

import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.JsonBody;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
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
  static NewKey of(JsonBody body, Optional<List<KeyOperation>> operations) {
    return new NewKey(
        operations.orElse(KeyOperation.RSA_DEFAULTS),
        KeyAttributes.DEFAULT.changedBy(body),
        KeyInput.tags(body).orElse(Map.of()));
  }

  /**
   * Seals the private part, then stores version and ledger entry together. The key exists if and
   * only if this returns.
   */
  Answer store(KeyCall call, KeyPair pair, KeyServices services) {
    KeyPlace place =
        new KeyPlace(
            call.vault().id(), call.name().folded(), VersionId.random(services.crypto().random()));
    RsaPublic publicKey = RsaPublic.of(pair.getPublic().getEncoded());
    byte[] sealed = seal(place, publicKey, pair, services);
    Instant now = services.clock().instant();
    KeyVersion version =
        new KeyVersion(
            place, call.name().text(), 0, publicKey, operations, attributes, tags, now, now);
    return call.exchange()
        .commit(
            tx -> {
              KeyVersion stored = KeyRows.add(tx, version, sealed);
              call.noted(stored);
              return Answer.ok(KeyJson.bundle(call, stored));
            });
  }

  private static byte[] seal(
      KeyPlace place, RsaPublic publicKey, KeyPair pair, KeyServices services) {
    byte[] encoded = pair.getPrivate().getEncoded();
    try {
      return services.sealer().seal(place, publicKey.encode(), encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }
}
