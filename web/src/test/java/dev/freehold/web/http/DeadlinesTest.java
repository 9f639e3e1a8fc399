package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests have an end, and those that are in time never see an interrupt. */
class DeadlinesTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATER = Duration.ofMillis(300);
  private static final Duration LATE = Duration.ofMinutes(10);

  private static final CountDownLatch UNINTERRUPTIBLE = new CountDownLatch(1);

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void oneThatIsOverInterruptsItsThread() {
    runOut(SOON);
  }

  private void runOut(Duration timeout) {
    try (Deadlines.Deadline deadline = deadlines.start(timeout)) {
      waitUntilInterrupted();
      assertThat(deadline.isExpired()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void oneThatBeginsWhenNobodyWatchesAnyMoreIsLookedAtToo() {
    for (int i = 0; i < 3; i++) {
      runOut(SOON);
    }
  }

  @Test
  void oneThatIsOverIsInterruptedAlthoughTheLookAtAnotherFailed() throws Exception {
    try (Deadlines.Deadline late = deadlines.start(LATE)) {
      Thread broken = new Uninterruptible(() -> deadlines.start(SOON));
      broken.start();
      broken.join();
      assertThat(UNINTERRUPTIBLE.await(1, TimeUnit.MINUTES)).isTrue();
      runOut(SOON);
      assertThat(late.isExpired()).isFalse();
    }
  }

  /** As a thread for whose interrupt there is no memory. */
  private static final class Uninterruptible extends Thread {

    private Uninterruptible(Runnable work) {
      super(work);
    }

    @Override
    public void interrupt() {
      UNINTERRUPTIBLE.countDown();
      throw new OutOfMemoryError("on purpose");
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
    deadlines.start(SOON).close();
    // An interrupt by the one that was closed would come first, when this one is not over.
    runOut(LATER);
  }

  @Test
  void oneThatIsOverLeavesNoInterruptBehindThatNobodyWaitedFor() {
    try (Deadlines.Deadline deadline = deadlines.start(SOON)) {
      Instant start = Instant.now();
      while (!deadline.isExpired()) {
        assertThat(Instant.now()).isBefore(start.plusSeconds(60));
        Thread.onSpinWait();
      }
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static void waitUntilInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(() -> never.await(1, TimeUnit.MINUTES))
        .isInstanceOf(InterruptedException.class);
  }
}
