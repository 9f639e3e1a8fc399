package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.material.EncryptionAlgorithm;
import dev.freehold.vault.material.Payload;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/**
 * The body of an encryption or decryption of data or keys.
 *
 * @param algorithm how
 * @param payload what; its value belongs to this request and is overwritten when it is a secret
 */
record CryptoRequest(EncryptionAlgorithm algorithm, Payload payload) {

  static CryptoRequest read(KeyCall call, KeyOperation operation, KeyVersion key) {
    JsonBody body = call.json();
    EncryptionAlgorithm algorithm = algorithm(body.requiredText("alg"), operation);
    call.exchange().trail().note("algorithm", algorithm.word());
    KeyErrors.refuse(() -> algorithm.requireKey(key.form().publicPart()));
    Payload payload =
        Payload.of(KeyInput.requiredBytes(body, "value"))
            .withIv(body.bytes("iv").orElse(new byte[0]))
            .withTag(body.bytes("tag").orElse(new byte[0]))
            .withAad(body.bytes("aad").orElse(new byte[0]));
    return new CryptoRequest(algorithm, payload);
  }

  private static EncryptionAlgorithm algorithm(String word, KeyOperation operation) {
    if (word.equals("RSA1_5")) {
      throw WireError.badParameter(
          "Property alg has invalid value: RSA1_5 is not safe against padding oracles and refused"
              + " by this vault; use RSA-OAEP-256.");
    }
    return EncryptionAlgorithm.of(word)
        .filter(known -> operation.isForKeys() ? known.mode().forKeys() : known.mode().forData())
        .orElseThrow(
            () ->
                WireError.badParameter(
                    "Property alg has invalid value: it is no algorithm for %s."
                        .formatted(operation.word())));
  }
}
