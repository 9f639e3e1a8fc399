package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Converts members of a server's JSON to values of the language; a missing member is null. */
public final class JsonValues {

  private JsonValues() {}

  public static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  public static Boolean truth(JsonNode node) {
    return node.isBoolean() ? (Boolean) node.asBoolean() : null;
  }

  public static Integer whole(JsonNode node) {
    return node.canConvertToInt() && node.isNumber() ? (Integer) node.asInt() : null;
  }

  /** A time as ISO 8601. */
  public static Instant time(JsonNode node) {
    try {
      return node.isTextual() ? Instant.parse(node.asText()) : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** A time as seconds since 1970. */
  public static Instant seconds(JsonNode node) {
    return node.isNumber() ? Instant.ofEpochSecond(node.asLong()) : null;
  }

  public static List<Object> texts(JsonNode array) {
    List<Object> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return List.copyOf(texts);
  }

  /** A word with its first letter large, as enumerations of .NET are spelt. */
  public static String word(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
