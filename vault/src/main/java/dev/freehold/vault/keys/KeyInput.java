package dev.freehold.vault.keys;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members that creating, importing and updating a key share. */
final class KeyInput {

  private KeyInput() {}

  /**
   * {@code key_ops}; an empty list counts as left out, because a client in wide use sends one with
   * every update.
   */
  static Optional<List<KeyOperation>> operations(JsonBody body) {
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
  static Optional<Map<String, String>> tags(JsonBody body) {
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

  /** Key kinds of which this vault has none, and policies that only exportable keys have. */
  static void requireSupported(String kind, JsonBody body) {
    if (!kind.equals("RSA")) {
      throw WireError.badParameter(
          "Property kty has invalid value: this vault makes and imports keys of kind RSA.");
    }
    if (body.object("release_policy").isPresent()) {
      throw WireError.badParameter(
          "AKV.SKR.1005: Non-exportable keys must not have release policy");
    }
  }
}
