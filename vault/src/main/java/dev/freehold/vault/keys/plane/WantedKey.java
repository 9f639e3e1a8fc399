package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.material.Curve;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.math.BigInteger;
import java.security.spec.RSAKeyGenParameterSpec;

/** Reads what the body of a creation wants made. */
final class WantedKey {

  /** Sizes larger than any are refused with this number in their place. */
  private static final long TOO_LARGE = 1_000_000;

  private WantedKey() {}

  static KeySpecification read(JsonBody body) {
    String kty =
        body.text("kty")
            .orElseThrow(() -> WireError.badParameter("Property  has invalid value\r\n"));
    KeyKind.Type type = KeyInput.type(kty);
    return switch (type.kind()) {
      case RSA ->
          new KeySpecification.Rsa(
              type.hardware(), size(body, KeySpecification.Rsa.DEFAULT_BITS), exponent(body));
      case EC -> new KeySpecification.Ec(type.hardware(), curve(body));
      case OCT ->
          new KeySpecification.Oct(type.hardware(), size(body, KeySpecification.Oct.DEFAULT_BITS));
    };
  }

  private static int size(JsonBody body, int defaultBits) {
    return (int) Math.clamp(body.whole("key_size").orElse(defaultBits), -1, TOO_LARGE);
  }

  /** A size that is given beside it is not looked at, as the curve has one. */
  private static Curve curve(JsonBody body) {
    return body.text("crv").map(KeyInput::curve).orElse(Curve.P_256);
  }

  /** 0 means "not set": a client in wide use always sends it. */
  private static BigInteger exponent(JsonBody body) {
    BigInteger asked = BigInteger.valueOf(body.whole("public_exponent").orElse(0));
    if (asked.signum() == 0) {
      return RSAKeyGenParameterSpec.F4;
    }
    if (!KeySpecification.Rsa.EXPONENTS_OF_NEW_KEYS.contains(asked)) {
      throw WireError.badParameter("Property public_exponent is 3 or 65537.");
    }
    return asked;
  }
}
