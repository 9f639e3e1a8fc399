package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireJsonTest {

  @Test
  @DisplayName("Small buffers change no byte of an answer, however long it is")
  void smallBuffers() throws Exception {
    ObjectNode answer =
        WireJson.object()
            .put("plain", "text/with:signs")
            .put("escaped", "a \"quoted\" \\ line\n\tand \u0001 \u007f")
            .put("umlauts", "äöü \u20ac \ud83d\ude00")
            .put("half", "\ud83d")
            .put("na\"me", "")
            .put("int", -7)
            .put("long", Long.MAX_VALUE)
            .put("double", 1.5)
            .put("decimal", new BigDecimal("1e3"))
            .put("truth", true)
            .put("bytes", new byte[] {1, 2, 3})
            .putNull("nothing");
    answer.put("long text", "ä\ud83d\ude00\"".repeat(20_000));
    answer.putArray("list").add("one").add(2).add(false).addNull().addObject().put("x", 1);
    answer.putObject("empty");
    answer.putArray("none");

    assertThat(WireJson.bytes(answer)).isEqualTo(new ObjectMapper().writeValueAsBytes(answer));
    assertThat(WireJson.parseObject(WireJson.bytes(answer)).path("long text"))
        .isEqualTo(answer.path("long text"));
  }
}
