package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gate of a store")
class StoreGateTest {

  private static final Duration LOOK = Duration.ofMillis(ContentLimits.S3_LOOK_MILLIS);
  private static final Duration PROBE = Duration.ofMillis(ContentLimits.S3_GATE_PROBE_MILLIS);
  private static final Duration KNOWN = Duration.ofSeconds(10);

  /** Near the end of the range, so that a comparison that overflows is found out. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);

  private final AtomicBoolean lives = new AtomicBoolean();
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final StoreGate gate = new StoreGate(this::probe, Runnable::run, nanos::get);

  private boolean probe() {
    probes.incrementAndGet();
    pass(lives.get() ? Duration.ofMillis(1) : PROBE);
    return lives.get();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private StoreGate.Waiting enter(boolean isSending) {
    try {
      return gate.enter(givenUp::incrementAndGet, isSending);
    } catch (IOException shut) {
      throw new AssertionError(shut);
    }
  }

  private void lookFor(Duration time) {
    long end = nanos.get() + time.toNanos();
    while (nanos.get() - end < 0) {
      pass(LOOK);
      gate.look();
    }
  }

  private void assertShut() {
    assertThatThrownBy(() -> gate.enter(givenUp::incrementAndGet, false))
        .isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("costs no probe while nobody waits long")
  void idle() {
    for (int i = 0; i < 100; i++) {
      StoreGate.Waiting one = enter(false);
      lookFor(Duration.ofSeconds(1));
      one.end(true);
      lookFor(Duration.ofSeconds(5));
    }
    assertThat(probes).hasValue(0);
  }

  @Test
  @DisplayName("is shut within 10 s of silence: who waits is given up, and who comes is refused")
  void silent() {
    StoreGate.Waiting one = enter(false);
    lookFor(KNOWN);
    assertThat(one.isGivenUp()).isTrue();
    assertThat(givenUp).hasValue(1);
    assertShut();
  }

  @Test
  @DisplayName("opens with the first probe that is answered")
  void opens() {
    enter(false);
    lookFor(KNOWN);
    lookFor(Duration.ofMinutes(5));
    assertShut();
    lives.set(true);
    lookFor(PROBE);
    enter(false).end(true);
    int probed = probes.get();
    lookFor(Duration.ofMinutes(1));
    assertThat(probes).hasValue(probed);
  }

  @Test
  @DisplayName("stays open for a store that is slow to each and answers its probes")
  void slow() {
    lives.set(true);
    StoreGate.Waiting one = enter(false);
    lookFor(Duration.ofMinutes(10));
    assertThat(one.isGivenUp()).isFalse();
    one.end(true);
  }

  @Test
  @DisplayName("stays open while anybody hears anything of the store")
  void somebodyHears() {
    StoreGate.Waiting one = enter(false);
    for (int i = 0; i < 30; i++) {
      StoreGate.Waiting other = enter(false);
      lookFor(Duration.ofSeconds(2));
      other.end(true);
    }
    assertThat(one.isGivenUp()).isFalse();
  }

  @Test
  @DisplayName("opens by itself when a byte comes after all")
  void aByte() {
    StoreGate.Waiting upload = enter(true);
    lookFor(Duration.ofSeconds(8));
    assertShut();
    upload.end(true);
    enter(false).end(true);
  }

  @Test
  @DisplayName("gives up no upload whose bytes are taken, however slowly, though probes fail")
  void slowLine() {
    StoreGate.Waiting upload = enter(true);
    StoreGate.Waiting other = enter(false);
    for (int i = 0; i < 100; i++) {
      lookFor(Duration.ofSeconds(5));
      upload.moved();
    }
    assertThat(upload.isGivenUp()).isFalse();
    assertThat(other.isGivenUp()).isTrue();
    assertShut();
    lookFor(KNOWN);
    assertThat(upload.isGivenUp()).as("when no byte is taken").isTrue();
  }

  @Test
  @DisplayName("does not count a probe that failed when somebody else waited in vain long ago")
  void longAgo() {
    StoreGate.Waiting one = enter(false);
    lookFor(Duration.ofMillis(ContentLimits.S3_STUCK_MILLIS).plus(PROBE));
    assertThat(probes).hasValue(1);
    one.end(false);
    lookFor(Duration.ofMinutes(1));
    StoreGate.Waiting later = enter(false);
    lookFor(Duration.ofMillis(ContentLimits.S3_STUCK_MILLIS).plus(PROBE));
    assertThat(probes).hasValue(2);
    assertThat(later.isGivenUp()).isFalse();
    later.end(true);
  }
}
