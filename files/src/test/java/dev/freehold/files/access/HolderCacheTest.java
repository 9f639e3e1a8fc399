package dev.freehold.files.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Holders that were looked up a moment ago")
class HolderCacheTest {

  private static final Duration LIFE = Duration.ofNanos(100);

  private final HolderCache cache = new HolderCache(2, LIFE);

  private static KeyHolder holder(String secret) {
    return new KeyHolder(
        UUID.randomUUID(),
        UUID.randomUUID(),
        Set.of(),
        AccessSecret.takeOver(secret.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  @DisplayName("are given as copies for the length of their life")
  void lives() {
    cache.put("a", holder("one"), 10);
    cache.find("a", 109).orElseThrow().close();
    assertThat(cache.find("a", 109).orElseThrow().secret().reveal()).isEqualTo("one");
    assertThat(cache.find("a", 110)).isEmpty();
    assertThat(cache.find("b", 10)).isEmpty();
  }

  @Test
  @DisplayName("are overwritten when they are forgotten, replaced, too many or too old")
  void overwritten() {
    KeyHolder forgotten = holder("forgotten");
    cache.put("a", forgotten, 0);
    cache.forget("a");
    KeyHolder replaced = holder("replaced");
    cache.put("b", replaced, 0);
    cache.put("b", holder("new"), 1);
    KeyHolder old = holder("old");
    cache.put("c", holder("young"), 2);
    cache.put("d", holder("one too many"), 3);
    assertThat(cache.find("b", 3)).isEmpty();
    KeyHolder asked = holder("asked for when it was old");
    cache.put("e", asked, 3);
    assertThat(cache.find("e", 103)).isEmpty();
    cache.put("c", old, 2);
    cache.closeOld(101);
    assertThat(cache.find("c", 101)).isPresent();
    cache.closeOld(102);
    for (KeyHolder closed : new KeyHolder[] {forgotten, replaced, asked, old}) {
      assertThatThrownBy(() -> closed.secret().reveal()).isInstanceOf(IllegalStateException.class);
    }
  }
}
