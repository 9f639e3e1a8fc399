package dev.freehold.server.health;

import dev.freehold.server.http.Json;
import dev.freehold.web.http.Readiness;
import java.io.IOException;
import java.util.Map;

/**
 * How a process is, for its operator.
 *
 * @param readiness what the parts come to
 * @param parts {@code ok}, {@code degraded} or {@code failed}, by name
 */
record HealthReport(Readiness readiness, Map<String, String> parts) {

  byte[] toJson() throws IOException {
    return Json.MAPPER.writeValueAsBytes(new Body(readiness.word(), parts));
  }

  private record Body(String status, Map<String, String> parts) {}
}
