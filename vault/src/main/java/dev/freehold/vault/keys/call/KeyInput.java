package dev.freehold.vault.keys.call;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.material.Curve;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members that the bodies for creating, importing and updating a key share. */
public final class KeyInput {

  private KeyInput() {}

  /**
   * {@code key_ops}; an empty list counts as left out, because a client in wide use sends one with
   * every update.
   */
  public static Optional<List<KeyOperation>> operations(JsonBody body) {
    return body.texts("key_ops")
        .filter(words -> !words.isEmpty())
        .map(words -> words.stream().map(KeyInput::operation).distinct().toList());
  }

  private static KeyOperation operation(String word) {
    return KeyOperation.of(word)
        .orElseThrow(
            () -> WireError.badParameter("Property key_ops names an operation that is unknown."));
  }

  /** {@code tags}; an empty object clears them. */
  public static Optional<Map<String, String>> tags(JsonBody body) {
    Optional<Map<String, String>> tags = body.textMap("tags");
    tags.ifPresent(KeyInput::requireBounds);
    return tags;
  }

  private static void requireBounds(Map<String, String> tags) {
    if (tags.size() > VaultLimits.MAX_TAGS) {
      throw WireError.badParameter(
          "A key has at most %d tags, got %d.".formatted(VaultLimits.MAX_TAGS, tags.size()));
    }
    tags.forEach(
        (name, value) -> {
          if (name.length() > VaultLimits.MAX_TAG_CHARS
              || value.length() > VaultLimits.MAX_TAG_CHARS) {
            throw WireError.badParameter(
                "A tag's name and value have at most %d characters."
                    .formatted(VaultLimits.MAX_TAG_CHARS));
          }
        });
  }

  /** The kind of key that {@code kty} names. */
  public static KeyKind.Type type(String kty) {
    return KeyKind.parse(kty)
        .orElseThrow(
            () ->
                WireError.badParameter(
                    "Property kty has invalid value: it is RSA, EC or oct, with or without -HSM."));
  }

  /** The curve that {@code crv} names. */
  public static Curve curve(String crv) {
    return Curve.of(crv)
        .orElseThrow(
            () ->
                WireError.of(
                    400,
                    "KeyCurveNotSupported",
                    "Property crv has invalid value: it is P-256, P-384, P-521 or P-256K."));
  }

  /** Bytes that must be there, and not none. */
  public static byte[] requiredBytes(JsonBody body, String name) {
    return body.bytes(name)
        .filter(bytes -> bytes.length > 0)
        .orElseThrow(
            () -> WireError.badParameter("Property %s has invalid value\r\n".formatted(name)));
  }

  /** Only exportable keys have a policy for their release, and this vault has none. */
  public static void refusePolicy(JsonBody body) {
    if (body.object("release_policy").isPresent()) {
      throw WireError.badParameter(
          "AKV.SKR.1005: Non-exportable keys must not have release policy");
    }
  }
}
