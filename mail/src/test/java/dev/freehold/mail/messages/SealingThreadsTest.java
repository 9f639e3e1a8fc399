package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Threads that seal messages of imports")
class SealingThreadsTest {

  private static final int BYTES = SealingThreads.MAX_MESSAGE_BYTES;
  private static final int AT_ONCE = SealingThreads.MAX_BYTES / BYTES;

  private final SealingThreads threads = new SealingThreads();

  @Test
  @DisplayName("take as much as there is room for; what comes then is sealed by whoever brings it")
  void nobodyWaits() throws Exception {
    CountDownLatch vaultAnswers = new CountDownLatch(1);
    List<CompletableFuture<Thread>> waiting = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      waiting.add(threads.run(BYTES, () -> after(vaultAnswers)));
    }
    CompletableFuture<Thread> another = threads.run(1, Thread::currentThread);
    assertThat(another).isCompletedWithValue(Thread.currentThread());

    vaultAnswers.countDown();
    for (CompletableFuture<Thread> each : waiting) {
      assertThat(each.get()).isNotSameAs(Thread.currentThread());
    }
    assertThat(threads.run(BYTES, Thread::currentThread).get()).isNotSameAs(Thread.currentThread());
  }

  @Test
  @DisplayName("give back their room and what went wrong when sealing fails")
  void failures() {
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      CompletableFuture<Object> failing =
          threads.run(
              BYTES,
              () -> {
                throw new IllegalStateException("refused");
              });
      assertThat(failing).failsWithin(Duration.ofSeconds(20));
      assertThat(failing.exceptionNow()).hasMessageContaining("refused");
    }
  }

  private static Thread after(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Thread.currentThread();
  }
}
