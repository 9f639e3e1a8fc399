package dev.freehold.vault.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object that a client sent, read member by member. A null member counts as absent; one of
 * the wrong type is a 400; unknown members are ignored, as the protocol requires. Messages never
 * quote values.
 */
public final class JsonBody {

  private final ObjectNode object;

  private JsonBody(ObjectNode object) {
    this.object = object;
  }

  /**
   * Reads {@code body}.
   *
   * @throws WireError 400 if it is not a JSON object
   */
  public static JsonBody parse(byte[] body) {
    return new JsonBody(WireJson.parseObject(body));
  }

  /** An object without members. */
  public static JsonBody empty() {
    return new JsonBody(WireJson.object());
  }

  /** A text. */
  public Optional<String> text(String name) {
    return member(name).map(node -> wellFormed(name, node));
  }

  /** A text that must be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> invalid(name));
  }

  /** A whole number. */
  public OptionalLong whole(String name) {
    return member(name)
        .map(
            node ->
                OptionalLong.of(
                    require(node.isIntegralNumber() && node.canConvertToLong(), name, node)
                        .longValue()))
        .orElseGet(OptionalLong::empty);
  }

  /** A truth value. */
  public Optional<Boolean> truth(String name) {
    return member(name).map(node -> require(node.isBoolean(), name, node).booleanValue());
  }

  /** An object. */
  public Optional<JsonBody> object(String name) {
    return member(name)
        .map(node -> new JsonBody((ObjectNode) require(node.isObject(), name, node)));
  }

  /** A list of texts. */
  public Optional<List<String>> texts(String name) {
    return elements(name).map(nodes -> nodes.stream().map(node -> wellFormed(name, node)).toList());
  }

  /** A list of objects. */
  public Optional<List<JsonBody>> objects(String name) {
    return elements(name)
        .map(
            nodes ->
                nodes.stream()
                    .map(node -> require(node.isObject(), name, node))
                    .map(node -> new JsonBody((ObjectNode) node))
                    .toList());
  }

  /** An object whose values are texts, in its order. */
  public Optional<Map<String, String>> textMap(String name) {
    return object(name)
        .map(
            body -> {
              Map<String, String> texts = new LinkedHashMap<>();
              body.object
                  .properties()
                  .forEach(e -> texts.put(e.getKey(), wellFormed(name, e.getValue())));
              return texts;
            });
  }

  /** Bytes in base64url; padding is taken, anything else is not. */
  public Optional<byte[]> bytes(String name) {
    return text(name).map(text -> decode(name, text));
  }

  private static byte[] decode(String name, String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalid(name);
    }
  }

  /** A text that can be stored and sent back as it is: half a surrogate pair cannot. */
  private static String wellFormed(String name, JsonNode node) {
    String text = require(node.isTextual(), name, node).textValue();
    require(isWellFormed(text), name, node);
    return text;
  }

  /** Every body passes this: a loop takes a fraction of what an encoder does. */
  private static boolean isWellFormed(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }

  private Optional<List<JsonNode>> elements(String name) {
    return member(name)
        .map(
            node -> {
              List<JsonNode> nodes = new ArrayList<>();
              require(node.isArray(), name, node).forEach(nodes::add);
              return nodes;
            });
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private static JsonNode require(boolean condition, String name, JsonNode node) {
    if (!condition) {
      throw invalid(name);
    }
    return node;
  }

  private static WireError invalid(String name) {
    return WireError.badParameter("Property %s has invalid value\r\n".formatted(name));
  }
}
