package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;

/** Makes a key, or a new version of one that exists. */
final class CreateKey implements Handler<KeyCall> {

  private final KeyServices services;

  CreateKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    JsonBody body = call.json();
    String kind =
        body.text("kty")
            .orElseThrow(() -> WireError.badParameter("Property  has invalid value\r\n"));
    KeyInput.requireSupported(kind, body);
    int bits = RsaSizes.require(body.whole("key_size").orElse(RsaSizes.DEFAULT_BITS));
    BigInteger exponent = exponent(body);
    NewKey description = NewKey.of(body, KeyInput.operations(body));
    KeyPair pair = services.rsa().generate(bits, exponent);
    return description.store(call, pair, services);
  }

  /** 0 means "not set": a client in wide use always sends it. */
  private static BigInteger exponent(JsonBody body) {
    long asked = body.whole("public_exponent").orElse(0);
    if (asked == 0 || asked == RSAKeyGenParameterSpec.F4.longValueExact()) {
      return RSAKeyGenParameterSpec.F4;
    }
    if (asked == RSAKeyGenParameterSpec.F0.longValueExact()) {
      return RSAKeyGenParameterSpec.F0;
    }
    throw WireError.badParameter("Property public_exponent is 3 or 65537.");
  }
}
