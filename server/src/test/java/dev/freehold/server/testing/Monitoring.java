package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** What an operator's monitoring on this machine sees of a process. */
public final class Monitoring {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Monitoring() {}

  /** The figures of the process whose metrics are at {@code uri}. */
  public static String figures(URI uri) throws IOException {
    return get(uri, "/metrics").body();
  }

  /** The word for the whole process: {@code ready}, {@code degraded} or {@code unready}. */
  public static String status(URI uri) throws IOException {
    return health(uri).path("status").asText();
  }

  /** The word for a part: {@code ok}, {@code degraded} or {@code failed}. */
  public static String part(URI uri, String name) throws IOException {
    return health(uri).path("parts").path(name).asText();
  }

  /** The codes of the causes why the process is not as it should be. */
  public static List<String> causes(URI uri) throws IOException {
    return health(uri)
        .path("causes")
        .valueStream()
        .map(each -> each.path("code").asText())
        .toList();
  }

  private static JsonNode health(URI uri) throws IOException {
    return Json.MAPPER.readTree(get(uri, "/health").body());
  }

  /** An answer to anyone on this machine. */
  public static HttpResponse<String> get(URI uri, String path) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE).build();
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("a test was interrupted", stopped);
    }
  }
}
