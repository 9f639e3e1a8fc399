package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The events of one stream, as they come. */
final class LiveEvents implements AutoCloseable {

  private static final String DATA = "data:";
  private static final String OVER = "over";

  /** Longer than two looks and two heartbeats. */
  private static final int WAIT_SECONDS = 30;

  private final InputStream body;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  LiveEvents(HttpResponse<InputStream> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
    this.body = answer.body();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
      lines.add(OVER);
    } catch (IOException | RuntimeException broken) {
      lines.add(broken.toString());
    }
  }

  private String line() throws InterruptedException {
    return Optional.ofNullable(lines.poll(WAIT_SECONDS, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing came"));
  }

  /** The next news of a job. */
  JsonNode next() throws Exception {
    String line = line();
    while (!line.startsWith(DATA)) {
      assertThat(line).isNotEqualTo(OVER);
      line = line();
    }
    return Json.MAPPER.readTree(line.substring(DATA.length()));
  }

  /** Waits for the end that says that it is one; the browser does not come again. */
  void awaitEnd() throws InterruptedException {
    String before = "";
    String line = line();
    while (!line.equals("event: end")) {
      assertThat(line).as(before).isNotEqualTo(OVER);
      before = line;
      line = line();
    }
    while (!line.equals(OVER)) {
      line = line();
    }
  }

  /** Whether nothing came but signs of life, so far. */
  boolean isQuiet() {
    return lines.stream().allMatch(line -> line.isEmpty() || line.equals(":"));
  }

  /** Waits for a sign of life. */
  void awaitHeartbeat() throws InterruptedException {
    String line = line();
    while (!line.equals(":")) {
      line = line();
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
