package dev.freehold.server.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.web.http.ProblemException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The JSON that any route takes")
class RouteBodiesTest {

  private static final List<String> VALUES =
      List.of("\"\"", "\"x\"", "1", "1e99", "true", "null", "[null]", "[[]]", "{\"x\": []}");

  private static FreeholdServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The records that bodies are read as. */
  private static List<Class<? extends Record>> bodies() {
    return server.routes().stream()
        .map(route -> route.handler().shape().body().flatMap(Shape.Takes::type))
        .flatMap(Optional::stream)
        .distinct()
        .<Class<? extends Record>>map(type -> type.asSubclass(Record.class))
        .toList();
  }

  @Test
  @DisplayName("says of every member what is expected, and of each primitive one that it is needed")
  void members() {
    assertThat(bodies()).hasSizeGreaterThan(30);
    for (Class<? extends Record> type : bodies()) {
      for (BodyMember member : BodyMember.of(type)) {
        assertThat(JsonKind.Expected.of(member.type()).words()).isNotBlank();
      }
      for (RecordComponent component : type.getRecordComponents()) {
        assertThat(component.isAnnotationPresent(Required.class))
            .as("%s of %s", component, type)
            .matches(required -> required || !component.getType().isPrimitive());
      }
    }
  }

  @Test
  @DisplayName("is refused in the server's words whatever it lacks, and whatever a member has")
  void refusals() {
    for (Class<? extends Record> type : bodies()) {
      List<BodyMember> members = BodyMember.of(type);
      for (BodyMember odd : members) {
        List<String> others =
            members.stream()
                .filter(member -> !member.equals(odd))
                .map(member -> json(member, fitting(member.type())))
                .toList();
        Optional<String> lacking = refusal(type, others);
        assertThat(lacking.filter(why -> why.equals(member(odd) + " is needed")).isPresent())
            .as("%s without %s: %s", type, odd, lacking)
            .isEqualTo(odd.required().isPresent());
        for (String value : VALUES) {
          Optional<String> refusal =
              refusal(type, Stream.concat(others.stream(), Stream.of(json(odd, value))).toList());
          if (isOfOtherForm(value, odd)) {
            assertThat(refusal)
                .as("%s with %s", type, json(odd, value))
                .hasValueSatisfying(why -> assertThat(why).contains(member(odd)));
          }
        }
      }
      assertThat(refusal(type, List.of("\"noSuchMember\": 1")))
          .hasValueSatisfying(why -> assertThat(why).contains("\"noSuchMember\""));
    }
  }

  /** A value that the type can be read from; the record may want something more of it. */
  private static String fitting(Type type) {
    JsonKind.Expected expected = JsonKind.Expected.of(type);
    return switch (expected.kind()) {
      case TEXT -> type == UUID.class ? "\"%s\"".formatted(new UUID(1, 1)) : "\"x\"";
      case NUMBER -> "1";
      case BOOLEAN -> "true";
      case ARRAY ->
          "[%s]".formatted(fitting(((ParameterizedType) type).getActualTypeArguments()[0]));
      case OBJECT -> "{%s}".formatted(needed(type));
      case NULL -> throw new AssertionError("nothing is read from null alone");
    };
  }

  /** What an object of this type has to have. */
  private static String needed(Type type) {
    return type instanceof Class<?> named && named.isRecord()
        ? BodyMember.of(named).stream()
            .filter(member -> member.required().isPresent())
            .map(member -> json(member, fitting(member.type())))
            .collect(joining(", "))
        : "";
  }

  /** Whether one is an array or an object, and the other is not. */
  private static boolean isOfOtherForm(String value, BodyMember member) {
    JsonKind kind = JsonKind.Expected.of(member.type()).kind();
    return member.type() != JsonNode.class
        && !value.equals("null")
        && (value.startsWith("[") != (kind == JsonKind.ARRAY)
            || value.startsWith("{") != (kind == JsonKind.OBJECT));
  }

  private static String member(BodyMember member) {
    return "the member \"%s\"".formatted(member.name());
  }

  private static String json(BodyMember member, String value) {
    return "\"%s\": %s".formatted(member.name(), value);
  }

  /** Why a body is refused, in the server's words; empty if it is not. */
  private static Optional<String> refusal(Class<? extends Record> type, List<String> members) {
    String json = "{" + String.join(", ", members) + "}";
    try {
      RequestJson.read(json.getBytes(StandardCharsets.UTF_8), type);
      return Optional.empty();
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).as("%s read as %s", json, type).isEqualTo(400);
      assertThat(refused.problem().detail())
          .as("%s read as %s", json, type)
          .doesNotContainIgnoringCase("java", "freehold.", "deserialize", "instance of", "jackson")
          .doesNotContain("this route takes;");
      return Optional.of(refused.problem().detail());
    }
  }
}
