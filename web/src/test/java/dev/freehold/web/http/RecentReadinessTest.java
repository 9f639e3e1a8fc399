package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.WebLimits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Readiness that strangers may ask for")
class RecentReadinessTest {

  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  @DisplayName("is looked at again after a second, however often it is asked for")
  void held() {
    RecentReadiness recent =
        new RecentReadiness(
            () -> looks.incrementAndGet() == 1 ? Readiness.READY : Readiness.DEGRADED,
            nanoTime::get);
    for (int i = 0; i < 1000; i++) {
      assertThat(recent.get()).isEqualTo(Readiness.READY);
    }
    nanoTime.set(WebLimits.READINESS_HELD.toNanos() - 1);
    assertThat(recent.get()).isEqualTo(Readiness.READY);
    nanoTime.set(WebLimits.READINESS_HELD.toNanos());
    assertThat(recent.get()).isEqualTo(Readiness.DEGRADED);
    assertThat(looks).hasValue(2);
  }

  @Test
  @DisplayName("is unready while checks hang, and only one hangs in them")
  void hanging() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    RecentReadiness recent =
        new RecentReadiness(
            () -> {
              looks.incrementAndGet();
              begun.countDown();
              awaitQuietly(end);
              return Readiness.READY;
            },
            nanoTime::get,
            Duration.ofMillis(10));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Readiness> first = threads.submit(recent::get);
      begun.await();
      assertThat(recent.get()).isEqualTo(Readiness.UNREADY);
      end.countDown();
      assertThat(first.get()).isEqualTo(Readiness.READY);
    }
    assertThat(recent.get()).isEqualTo(Readiness.READY);
    assertThat(looks).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
