package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.PrivateNumbers;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/**
 * Reads the private key that an import brings.
 *
 * @param numbers its numbers, unchecked
 * @param hardware whether it is to be marked {@code -HSM}
 */
record BroughtKey(PrivateNumbers numbers, boolean hardware) implements AutoCloseable {

  /** {@code jwk} is the member {@code key} of {@code body}. */
  static BroughtKey read(JsonBody body, JsonBody jwk) {
    if (jwk.text("key_hsm").isPresent()) {
      throw WireError.badParameter(
          "Property key_hsm has invalid value: this vault takes keys in the clear only.");
    }
    KeyKind.Type type = KeyInput.type(jwk.requiredText("kty"));
    boolean asked = body.truth("Hsm").or(() -> body.truth("hsm")).orElse(false);
    return new BroughtKey(numbers(type.kind(), jwk), asked || type.hardware());
  }

  private static PrivateNumbers numbers(KeyKind kind, JsonBody jwk) {
    return switch (kind) {
      case RSA ->
          new PrivateNumbers.Rsa(
              number(jwk, "n"),
              number(jwk, "e"),
              number(jwk, "d"),
              number(jwk, "p"),
              number(jwk, "q"));
      case EC ->
          new PrivateNumbers.Ec(
              KeyInput.curve(jwk.requiredText("crv")),
              number(jwk, "x"),
              number(jwk, "y"),
              number(jwk, "d"));
      case OCT -> new PrivateNumbers.Oct(number(jwk, "k"));
    };
  }

  private static byte[] number(JsonBody jwk, String name) {
    return jwk.bytes(name)
        .orElseThrow(
            () ->
                WireError.badParameter(
                    "Property key has invalid value: %s is missing.".formatted(name)));
  }

  @Override
  public void close() {
    numbers.close();
  }
}
