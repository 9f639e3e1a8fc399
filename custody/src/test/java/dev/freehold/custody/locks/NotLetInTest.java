package dev.freehold.custody.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node whose address vaults do not let in")
class NotLetInTest {

  private static final UUID POLICY = UUID.randomUUID();
  private static final Instant START = Instant.ofEpochSecond(1_770_000_000);

  private final NotLetIn notLetIn = new NotLetIn();

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  @DisplayName("tells all nodes for a minute, then leaves them alone until a root has agreed")
  void tellsForAMinute() {
    assertThat(notLetIn.isNews(POLICY, START)).isTrue();
    notLetIn.written(POLICY, START);
    assertThat(notLetIn.isNews(POLICY, after(59))).isTrue();
    assertThat(notLetIn.isNews(POLICY, after(60))).isFalse();
    assertThat(notLetIn.isNews(POLICY, after(3600))).isFalse();
    notLetIn.agreed(POLICY, after(3601));
    assertThat(notLetIn.has(POLICY)).isFalse();
    assertThat(notLetIn.isNews(POLICY, after(3602))).isTrue();
  }

  @Test
  @DisplayName("tells them later if it could not be written")
  void tellsUntilWritten() {
    assertThat(notLetIn.isNews(POLICY, START)).isTrue();
    assertThat(notLetIn.isNews(POLICY, after(3600))).isTrue();
    notLetIn.written(POLICY, after(3600));
    assertThat(notLetIn.isNews(POLICY, after(3601))).isFalse();
  }

  @Test
  @DisplayName("is not let in by an agreement that was asked for before the refusal")
  void laterRefusalCounts() {
    notLetIn.isNews(POLICY, after(10));
    notLetIn.agreed(POLICY, after(9));
    assertThat(notLetIn.has(POLICY)).isTrue();
    notLetIn.agreed(POLICY, after(11));
    assertThat(notLetIn.has(POLICY)).isFalse();
  }

  @Test
  @DisplayName("forgets those policies first whose vaults it has not heard of for longest")
  void bounded() {
    notLetIn.isNews(POLICY, START);
    UUID next = UUID.randomUUID();
    notLetIn.isNews(next, START);
    for (int i = 0; i < 9_998; i++) {
      notLetIn.isNews(UUID.randomUUID(), START);
    }
    notLetIn.isNews(POLICY, after(1));
    notLetIn.isNews(UUID.randomUUID(), START);
    assertThat(notLetIn.has(POLICY)).isTrue();
    assertThat(notLetIn.has(next)).isFalse();
  }
}
