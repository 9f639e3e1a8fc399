package dev.freehold.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

  @Test
  @DisplayName("An event is one line of JSON, whatever its message has in it")
  void oneLine() throws IOException {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            new LoggerContext().getLogger("some.Logger"),
            Level.WARN,
            "line one\nline \"two\": {}",
            new IllegalStateException("why"),
            new Object[] {7});
    event.setMDCPropertyMap(Map.of("requestId", "r-1"));
    event.addKeyValuePair(new KeyValuePair("code", "some-code"));

    String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);

    assertThat(line).endsWith("\n");
    assertThat(line.lines()).hasSize(1);
    JsonNode json = Json.MAPPER.readTree(line);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("logger").asText()).isEqualTo("some.Logger");
    assertThat(json.path("message").asText()).isEqualTo("line one\nline \"two\": 7");
    assertThat(json.path("requestId").asText()).isEqualTo("r-1");
    assertThat(json.path("code").asText()).isEqualTo("some-code");
    assertThat(json.path("exception").asText()).contains("IllegalStateException: why");
    assertThat(json.path("time").asText()).endsWith("Z");
  }
}
