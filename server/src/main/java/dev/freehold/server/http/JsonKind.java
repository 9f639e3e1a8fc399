package dev.freehold.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a value in the JSON of a request can be, in words for people. */
enum JsonKind {
  TEXT("a text"),
  NUMBER("a number"),
  BOOLEAN("true or false"),
  ARRAY("an array"),
  OBJECT("an object"),
  NULL("null");

  private final String words;

  JsonKind(String words) {
    this.words = words;
  }

  /** The kind of a value. */
  static JsonKind of(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> TEXT;
      case NUMBER -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      case ARRAY -> ARRAY;
      case OBJECT -> OBJECT;
      case NULL, MISSING -> NULL;
      case BINARY, POJO -> throw new IllegalStateException("a parser makes no such node");
    };
  }

  /**
   * What the JSON has where a record of ours has a type.
   *
   * @param kind of the value
   * @param words such as "a GUID"
   */
  record Expected(JsonKind kind, String words) {

    /**
     * What is expected where {@code type} is read.
     *
     * @throws IllegalArgumentException if no body has members of the type yet; add it here
     */
    static Expected of(Type type) {
      if (type instanceof ParameterizedType collection) {
        Type[] parts = collection.getActualTypeArguments();
        if (collection.getRawType() == List.class) {
          return new Expected(ARRAY, "an array, and each item " + of(parts[0]).words);
        }
        if (collection.getRawType() == Map.class && parts[0] == Integer.class) {
          return new Expected(
              OBJECT,
              "an object whose names are whole numbers, and each value " + of(parts[1]).words);
        }
      }
      if (type == String.class) {
        return new Expected(TEXT, TEXT.words);
      }
      if (type == UUID.class) {
        return new Expected(TEXT, "a GUID");
      }
      if (type == Boolean.class || type == boolean.class) {
        return new Expected(BOOLEAN, BOOLEAN.words);
      }
      if (type == Integer.class) {
        return new Expected(NUMBER, "a whole number of 32 bits");
      }
      if (type == Long.class) {
        return new Expected(NUMBER, "a whole number of 64 bits");
      }
      if (type == JsonNode.class) {
        return new Expected(TEXT, "a text or null");
      }
      if (type instanceof Class<?> named && named.isRecord()) {
        String members =
            BodyMember.of(named).stream().map(BodyMember::name).collect(Collectors.joining(", "));
        return new Expected(OBJECT, "an object with " + members);
      }
      throw new IllegalArgumentException("no words say what is expected of " + type);
    }

    /** Says that {@code value} is not what is expected of {@code what}. */
    String refusal(String what, JsonNode value) {
      JsonKind given = JsonKind.of(value);
      String but = given == kind ? "which this one is not" : "not " + given.words;
      return "%s must be %s, %s".formatted(what, words, but);
    }
  }
}
