package dev.freehold.server.health;

import dev.freehold.server.http.Json;
import dev.freehold.web.http.Readiness;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a process is, for its operator.
 *
 * @param readiness what the parts come to
 * @param parts {@code ok}, {@code degraded} or {@code failed}, by name
 * @param causes why, where that has a code
 */
record HealthReport(Readiness readiness, Map<String, String> parts, Set<Cause> causes) {

  byte[] toJson() throws IOException {
    List<Told> told =
        causes.stream()
            .sorted()
            .map(cause -> new Told(cause.code(), cause.readiness().word()))
            .toList();
    return Json.MAPPER.writeValueAsBytes(new Body(readiness.word(), parts, told));
  }

  private record Body(String status, Map<String, String> parts, List<Told> causes) {}

  private record Told(String code, String status) {}
}
