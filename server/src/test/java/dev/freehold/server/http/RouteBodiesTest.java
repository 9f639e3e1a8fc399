package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.web.http.ProblemException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
        assertWords(type, members.stream().filter(member -> !member.equals(odd)).toList(), "");
        for (String value : VALUES) {
          assertWords(
              type,
              members.stream().filter(member -> !member.equals(odd) && isText(member)).toList(),
              "\"%s\": %s".formatted(odd.name(), value));
        }
      }
      assertWords(type, List.of(), "\"noSuchMember\": 1");
    }
  }

  private static boolean isText(BodyMember member) {
    return member.type() == String.class;
  }

  private static void assertWords(
      Class<? extends Record> type, List<BodyMember> present, String odd) {
    String texts =
        present.stream()
            .map(member -> "\"%s\": \"x\"".formatted(member.name()))
            .collect(Collectors.joining(", "));
    String json = "{" + texts + (texts.isEmpty() || odd.isEmpty() ? "" : ", ") + odd + "}";
    try {
      RequestJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).as("%s read as %s", json, type).isEqualTo(400);
      assertThat(refused.problem().detail())
          .as("%s read as %s", json, type)
          .doesNotContainIgnoringCase("java", "freehold.", "deserialize", "instance of", "jackson")
          .doesNotContain("this route takes;");
    }
  }
}
