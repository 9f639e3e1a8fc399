package dev.freehold.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operations as lines of JSON, and the judge of a history that was kept. */
final class HistoryLines {

  /** The records of deeds, by their names. */
  static final Map<String, Class<?>> KINDS =
      Arrays.stream(Deed.class.getDeclaredClasses())
          .filter(kind -> kind.isRecord() && Deed.class.isAssignableFrom(kind))
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private HistoryLines() {}

  /** Judges again: {@code HistoryLines FILE LEASE_SECONDS}. Ends with 1 if a promise was broken. */
  public static void main(String[] arguments) throws IOException {
    Duration lease = Duration.ofSeconds(Long.parseLong(arguments[1]));
    List<Violation> found = new HistoryCheck(read(Path.of(arguments[0])), lease).violations();
    found.forEach(System.out::println);
    System.exit(found.isEmpty() ? 0 : 1);
  }

  /** The line of an operation. */
  static String line(Operation operation) throws JsonProcessingException {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("number", operation.number())
        .put("client", operation.client())
        .put("node", operation.node())
        .put("kind", operation.deed().getClass().getSimpleName())
        .put("answered", operation.answered().name().toLowerCase(Locale.ROOT))
        .put("code", operation.code())
        .put("beginNanos", operation.begin())
        .put("endNanos", operation.end())
        .put("ended", operation.ended().toString())
        .set("deed", Json.MAPPER.valueToTree(operation.deed()));
    return Json.MAPPER.writeValueAsString(line);
  }

  /** All operations of a file. */
  static List<Operation> read(Path file) throws IOException {
    List<Operation> operations = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      operations.add(operation(Json.MAPPER.readTree(line)));
    }
    return operations;
  }

  private static Operation operation(JsonNode line) throws JsonProcessingException {
    Class<?> kind = KINDS.get(line.path("kind").asText());
    ObjectNode deed = (ObjectNode) line.path("deed");
    return new Operation(
        line.path("number").asLong(),
        line.path("client").asText(),
        line.path("node").asText(),
        (Deed) Json.MAPPER.treeToValue(deed, kind),
        line.path("beginNanos").asLong(),
        line.path("endNanos").asLong(),
        Instant.parse(line.path("ended").asText()),
        Answered.valueOf(line.path("answered").asText().toUpperCase(Locale.ROOT)),
        line.path("code").asText());
  }
}
