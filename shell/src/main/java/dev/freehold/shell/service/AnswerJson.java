package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.RemoteException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads members of answers; a member of the wrong form is the server's fault. */
public final class AnswerJson {

  private AnswerJson() {}

  /** An empty object for a request. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text, a number or a truth as text; empty if it is absent or null. */
  public static Optional<String> text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** The same; null for what is absent, as properties of objects have it. */
  public static String textOrNull(JsonNode node, String member) {
    return text(node, member).orElse(null);
  }

  /** A GUID, or null. */
  public static UUID guid(JsonNode node, String member) {
    try {
      return text(node, member).map(UUID::fromString).orElse(null);
    } catch (IllegalArgumentException e) {
      throw invalid(member);
    }
  }

  /** A point in time, or null. */
  public static Instant time(JsonNode node, String member) {
    try {
      return text(node, member).map(Instant::parse).orElse(null);
    } catch (DateTimeParseException e) {
      throw invalid(member);
    }
  }

  /** A truth; false if it is absent. */
  public static boolean flag(JsonNode node, String member) {
    return node.path(member).asBoolean(false);
  }

  /** A number; 0 if it is absent. */
  public static long number(JsonNode node, String member) {
    return node.path(member).asLong(0);
  }

  /** The elements of an array; none if it is absent. */
  public static List<JsonNode> list(JsonNode node, String member) {
    List<JsonNode> elements = new ArrayList<>();
    node.path(member).forEach(elements::add);
    return elements;
  }

  /** The elements of an array as texts. */
  public static List<String> texts(JsonNode node, String member) {
    return list(node, member).stream().map(JsonNode::asText).toList();
  }

  private static RemoteException invalid(String member) {
    return new RemoteException(
        RemoteException.Kind.INVALID_ANSWER,
        0,
        "answer-invalid",
        ("the server answered with a malformed \"%s\"; are server and shell of "
                + "the same version?")
            .formatted(member),
        "");
  }
}
