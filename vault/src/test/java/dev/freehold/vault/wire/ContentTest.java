package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.VaultLimits;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Content that is not the protocol's JSON")
class ContentTest {

  @Test
  @DisplayName("has a bound")
  void bounded() {
    byte[] most = new byte[VaultLimits.MAX_CONTENT_BYTES];
    assertThat(new Content("application/octet-stream", most).bytes()).hasSameSizeAs(most);
    assertThatThrownBy(() -> new Content("application/octet-stream", new byte[most.length + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  @DisplayName("is long, and so never copied")
  void takenOver() {
    byte[] bytes = {1, 2, 3};
    Content content = new Content("application/octet-stream", bytes);
    assertThat(content.bytes()).isSameAs(bytes);
    Answer answer = Answer.content(200, content, Map.of("A", "1")).with(Map.of("B", "2"));
    assertThat(answer.content()).containsSame(content);
    assertThat(answer.headers()).containsOnlyKeys("A", "B");
  }
}
