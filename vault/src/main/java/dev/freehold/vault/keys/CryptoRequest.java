package dev.freehold.vault.keys;

import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/** The body of an operation with a key: what to do it to, and how. */
final class CryptoRequest {

  private final WrapAlgorithm algorithm;
  private final byte[] value;

  private CryptoRequest(WrapAlgorithm algorithm, byte[] value) {
    this.algorithm = algorithm;
    this.value = value;
  }

  static CryptoRequest read(KeyCall call) {
    JsonBody body = call.json();
    WrapAlgorithm algorithm = WrapAlgorithm.of(body.requiredText("alg"));
    call.exchange().trail().note("algorithm", algorithm.word());
    byte[] value =
        body.bytes("value")
            .filter(bytes -> bytes.length > 0)
            .orElseThrow(() -> WireError.badParameter("Property value has invalid value\r\n"));
    return new CryptoRequest(algorithm, value);
  }

  WrapAlgorithm algorithm() {
    return algorithm;
  }

  /** Belongs to this request; overwrite it when it is a secret. */
  byte[] value() {
    return value;
  }
}
