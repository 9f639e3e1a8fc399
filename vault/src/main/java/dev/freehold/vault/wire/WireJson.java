package dev.freehold.vault.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freehold.vault.VaultLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The module's only JSON reader and writer, with its limits. */
public final class WireJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(VaultLimits.MAX_JSON_DEPTH)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Most answers fit, so that the builder does not grow. */
  private static final int ANSWER_CHARS = 1024;

  private WireJson() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new, empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Reads JSON that the module itself wrote. */
  public static JsonNode stored(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored JSON value cannot be read", e);
    }
  }

  /** JSON as text, for the database. */
  public static String text(JsonNode node) {
    return node.toString();
  }

  /**
   * JSON as UTF-8, for the wire. Written by hand where that is simple: the buffers of Jackson's
   * writer, 18 KiB, were a third of all that a request allocated.
   */
  public static byte[] bytes(JsonNode node) {
    StringBuilder text = new StringBuilder(ANSWER_CHARS);
    try {
      append(text, node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, JsonNode node) throws JsonProcessingException {
    switch (node) {
      case ObjectNode object -> appendObject(text, object);
      case ArrayNode array -> appendArray(text, array);
      case TextNode string -> appendString(text, string.textValue());
      case IntNode number -> text.append(number.intValue());
      case LongNode number -> text.append(number.longValue());
      case BooleanNode truth -> text.append(truth.booleanValue());
      default -> text.append(written(node));
    }
  }

  private static void appendObject(StringBuilder text, ObjectNode object)
      throws JsonProcessingException {
    text.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      text.append(separator);
      appendString(text, member.getKey());
      text.append(':');
      append(text, member.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private static void appendArray(StringBuilder text, ArrayNode array)
      throws JsonProcessingException {
    text.append('[');
    String separator = "";
    for (JsonNode element : array) {
      text.append(separator);
      append(text, element);
      separator = ",";
    }
    text.append(']');
  }

  private static void appendString(StringBuilder text, String string)
      throws JsonProcessingException {
    if (isPlain(string)) {
      text.append('"').append(string).append('"');
    } else {
      text.append(written(string));
    }
  }

  /** By Jackson, as UTF-8 at first: its texts have no surrogates escaped. */
  private static String written(Object value) throws JsonProcessingException {
    return new String(MAPPER.writeValueAsBytes(value), StandardCharsets.UTF_8);
  }

  /** Whether nothing in it has to be escaped, as Jackson does surrogates, too. */
  private static boolean isPlain(String string) {
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a request's body, an object.
   *
   * @throws WireError 400 if it is not one
   */
  static ObjectNode parseObject(byte[] body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw notAnObject();
    }
    throw notAnObject();
  }

  private static WireError notAnObject() {
    return WireError.badParameter("The request body is not a JSON object.");
  }
}
