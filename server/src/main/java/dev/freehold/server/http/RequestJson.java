package dev.freehold.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the JSON of requests as records. What does not fit is refused with the member, what is
 * expected there and what kind of value was given; never with the value, which may be a secret.
 */
final class RequestJson {

  private static final String TWICE = "Duplicate field";
  private static final int MAX_NAME_CHARS = 64;

  private RequestJson() {}

  /**
   * Reads {@code body} as {@code type}.
   *
   * @throws ProblemException with status 400 if it does not fit, or as the record throws it
   */
  static <T extends Record> T read(byte[] body, Class<T> type) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw refused("a JSON object is expected as the body");
    }
    List<BodyMember> members = BodyMember.of(type);
    refuseUnknown(tree, members);
    members.forEach(member -> refuseMissing(tree, member));
    members.forEach(member -> refuseGaps(tree, member));
    members.forEach(member -> refuseNul(tree, member));
    try {
      return Json.MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException unfit) {
      if (unfit.getCause() instanceof ProblemException own) {
        throw own;
      }
      members.forEach(member -> refuseUnfit(tree, member));
      throw refused("the body is not what this route takes; GET /openapi.json says what it does");
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (StreamConstraintsException tooMuch) {
      throw refused("the body nests its JSON too deeply, or has a number or name that is too long");
    } catch (JsonProcessingException malformed) {
      JsonLocation at = malformed.getLocation();
      throw refused(
          malformed.getOriginalMessage().startsWith(TWICE)
              ? "the body has a member twice, the second time in line %d".formatted(at.getLineNr())
              : "the body is no valid JSON from line %d, column %d on"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException notText) {
      throw refused("the body is no text in UTF-8");
    }
  }

  private static void refuseUnknown(JsonNode tree, List<BodyMember> members) {
    List<String> known = members.stream().map(BodyMember::name).toList();
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw refused(
                    "this route does not know %s; it takes %s".formatted(member(name), all(known)));
              }
            });
  }

  private static String all(List<String> known) {
    return known.isEmpty()
        ? "an object without members"
        : known.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }

  private static void refuseMissing(JsonNode tree, BodyMember member) {
    if (isMissing(tree, member)) {
      throw refused("%s is needed".formatted(member(member.name())));
    }
  }

  private static boolean isMissing(JsonNode tree, BodyMember member) {
    JsonNode value = tree.get(member.name());
    return member
        .required()
        .filter(required -> value == null || (value.isNull() && !required.orNull()))
        .isPresent();
  }

  /**
   * Refuses what would be read as no value at all: an item that is null, an empty GUID, an object
   * that lacks a member that it must have.
   */
  private static void refuseGaps(JsonNode tree, BodyMember member) {
    JsonNode value = tree.get(member.name());
    if (value == null || value.isNull()) {
      return;
    }
    boolean gap =
        (member.type() instanceof ParameterizedType list && value.isArray() && isList(list))
            ? value.valueStream().anyMatch(one -> isGap(one, item(list)))
            : isGap(value, member.type());
    if (gap) {
      refuseUnfit(tree, member);
    }
  }

  /** No database takes that character in a text. */
  private static void refuseNul(JsonNode tree, BodyMember member) {
    JsonNode value = tree.get(member.name());
    if (value != null && hasNul(value)) {
      throw refused("%s has a NUL in a text".formatted(member(member.name())));
    }
  }

  private static boolean hasNul(JsonNode value) {
    return value.isTextual()
        ? value.textValue().indexOf('\0') >= 0
        : value.valueStream().anyMatch(RequestJson::hasNul);
  }

  private static boolean isList(ParameterizedType type) {
    return type.getRawType() == List.class;
  }

  private static Type item(ParameterizedType list) {
    return list.getActualTypeArguments()[0];
  }

  private static boolean isGap(JsonNode value, Type type) {
    return value.isNull()
        || (value.isTextual() && value.textValue().isEmpty() && isNoText(type))
        || (value.isObject() && lacksMember(value, type));
  }

  private static boolean lacksMember(JsonNode object, Type type) {
    return type instanceof Class<?> named
        && named.isRecord()
        && BodyMember.of(named).stream().anyMatch(member -> isMissing(object, member));
  }

  private static boolean isNoText(Type type) {
    return type != String.class && type != JsonNode.class;
  }

  /** Refuses a member whose value cannot be read as its type. */
  private static void refuseUnfit(JsonNode tree, BodyMember member) {
    JsonNode value = tree.get(member.name());
    if (value == null || value.isNull()) {
      return;
    }
    String what = member(member.name());
    if (member.type() instanceof ParameterizedType list && value.isArray() && isList(list)) {
      for (int i = 0; i < value.size(); i++) {
        refuseUnfit("item %d of %s".formatted(i + 1, what), value.get(i), item(list));
      }
    } else if (member.type() instanceof ParameterizedType map && value.isObject() && !isList(map)) {
      value
          .valueStream()
          .filter(one -> !one.isNull())
          .forEach(
              one -> refuseUnfit("each value of " + what, one, map.getActualTypeArguments()[1]));
    }
    refuseUnfit(what, value, member.type());
  }

  private static void refuseUnfit(String what, JsonNode value, Type type) {
    if (!fits(value, type)) {
      throw refused(JsonKind.Expected.of(type).refusal(what, value));
    }
  }

  private static boolean fits(JsonNode value, Type type) {
    if (isGap(value, type)) {
      return false;
    }
    try {
      Json.MAPPER.treeToValue(value, Json.MAPPER.constructType(type));
      return true;
    } catch (JsonProcessingException unfit) {
      return false;
    }
  }

  /** The name came from the client, and may be as long as the body. */
  private static String member(String name) {
    return "the member \"%s\""
        .formatted(name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name);
  }

  private static ProblemException refused(String why) {
    return ProblemException.badRequest(why);
  }
}
