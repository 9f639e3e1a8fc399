package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests have an end, and those that are in time never see an interrupt. */
class DeadlinesTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATE = Duration.ofMinutes(10);

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void oneThatIsOverInterruptsItsThread() {
    runOut();
  }

  private void runOut() {
    try (Deadlines.Deadline deadline = deadlines.start(SOON)) {
      waitUntilInterrupted();
      assertThat(deadline.isExpired()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void oneThatBeginsWhenNobodyWatchesAnyMoreIsLookedAtToo() {
    for (int i = 0; i < 3; i++) {
      runOut();
    }
  }

  @Test
  void onlyTheThreadWhoseTimeIsOverIsInterrupted() {
    try (Deadlines.Deadline late = deadlines.start(LATE);
        Deadlines.Deadline soon = deadlines.start(SOON)) {
      waitUntilInterrupted();
      assertThat(soon.isExpired()).isTrue();
      assertThat(late.isExpired()).isFalse();
    }
  }

  @Test
  void oneThatWasClosedInterruptsNobody() {
    try (Deadlines.Deadline closed = deadlines.start(SOON)) {
      assertThat(closed.isExpired()).isFalse();
    }
    // The next one comes to its end after the one that was closed would have.
    runOut();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static void waitUntilInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(() -> never.await(1, TimeUnit.MINUTES))
        .isInstanceOf(InterruptedException.class);
  }
}
