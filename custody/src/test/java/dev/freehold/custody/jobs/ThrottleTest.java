package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.ManualTicker;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final long COMMIT_NANOS = 10_000_000;

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicBoolean busy = new AtomicBoolean();

  private Throttle throttle(OptionalInt rate) {
    ThrottleSettings settings = new ThrottleSettings(2_000, 25, rate, Duration.ofSeconds(1));
    return new Throttle(busy::get, settings, ticker);
  }

  @Test
  @DisplayName(
      "fault22: There is no pause while idle; while busy the batch shrinks, and jobs get a "
          + "twentieth of the time")
  void fault22_twentiethWhenBusy() {
    Throttle throttle = throttle(OptionalInt.empty());
    throttle.enter();
    assertThat(throttle.budgetItems()).isEqualTo(2_000);
    assertThat(throttle.pauseAfter(2_000, COMMIT_NANOS)).isZero();
    busy.set(true);
    assertThat(throttle.budgetItems()).isEqualTo(25);
    assertThat(throttle.pauseAfter(25, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(190));
    busy.set(false);
    assertThat(throttle.budgetItems()).isEqualTo(2_000);
    assertThat(throttle.pauseAfter(2_000, COMMIT_NANOS)).isZero();
  }

  @Test
  @DisplayName("fault22: All steps of a node together get a twentieth of the time, not each")
  void fault22_twentiethForAll() {
    Throttle throttle = throttle(OptionalInt.empty());
    busy.set(true);
    throttle.enter();
    throttle.enter();
    throttle.enter();
    assertThat(throttle.pauseAfter(25, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(590));
    throttle.leave();
    throttle.leave();
    assertThat(throttle.pauseAfter(25, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(190));
  }

  @Test
  @DisplayName(
      "fault22: While busy a commit of rows has as many as hold the writer for 2 ms, and all of "
          + "them get one part in 250 of the time")
  void fault22_rowsByTheirTime() {
    Throttle throttle = throttle(OptionalInt.empty());
    throttle.enter();
    assertThat(throttle.budgetRows()).isEqualTo(2_000);
    busy.set(true);
    assertThat(throttle.budgetRows()).isEqualTo(25);
    throttle.rowsHeld(25, Duration.ofMillis(1).toNanos());
    throttle.rowsHeld(50, Duration.ofMillis(1).toNanos());
    assertThat(throttle.budgetRows()).isEqualTo(100);
    throttle.rowsHeld(3, Duration.ofMillis(1).toNanos());
    assertThat(throttle.budgetRows()).as("after the end of a range").isEqualTo(100);
    throttle.rowsHeld(100, Duration.ofSeconds(1).toNanos());
    assertThat(throttle.budgetRows()).as("after one long commit").isEqualTo(50);
    for (int i = 0; i < 6; i++) {
      throttle.rowsHeld(50, Duration.ofSeconds(1).toNanos());
    }
    assertThat(throttle.budgetRows()).as("after many").isEqualTo(1);
    assertThat(throttle.pauseAfterRows(25, Duration.ofMillis(2).toNanos()))
        .isEqualTo(Duration.ofMillis(498));
    assertThat(throttle.budgetItems()).as("what is not rows").isEqualTo(25);
  }

  @Test
  @DisplayName("No pause is longer than its bound")
  void bounded() {
    Throttle throttle = throttle(OptionalInt.empty());
    busy.set(true);
    throttle.enter();
    assertThat(throttle.pauseAfter(100, Duration.ofSeconds(30).toNanos()))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("The rate holds for all steps together, and idle time is not saved up")
  void rate() {
    Throttle throttle = throttle(OptionalInt.of(1_000));
    assertThat(throttle.budgetItems()).isEqualTo(1_000);
    assertThat(throttle.pauseAfter(100, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(100));
    assertThat(throttle.pauseAfter(100, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(200));
    ticker.advance(Duration.ofSeconds(60));
    assertThat(throttle.pauseAfter(100, COMMIT_NANOS)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("A node is busy while requests are under way and a little longer")
  void gauge() {
    ForegroundGauge gauge = new ForegroundGauge(Duration.ofMillis(200), ticker);
    assertThat(gauge.isBusy()).isFalse();
    gauge.enter();
    gauge.enter();
    gauge.leave();
    ticker.advance(Duration.ofSeconds(1));
    assertThat(gauge.isBusy()).isTrue();
    gauge.leave();
    assertThat(gauge.isBusy()).isTrue();
    ticker.advance(Duration.ofMillis(200));
    assertThat(gauge.isBusy()).isFalse();
  }

  @Test
  @DisplayName("A waiting step is tried again after 1, 2, 4, ... 60 seconds")
  void retries() {
    JobTimes times = JobTimes.defaults();
    assertThat(times.retryAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(times.retryAfter(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(times.retryAfter(6)).isEqualTo(Duration.ofSeconds(32));
    assertThat(times.retryAfter(7)).isEqualTo(Duration.ofSeconds(60));
    assertThat(times.retryAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
  }
}
