package dev.freehold.server.features.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Kept counts")
class KeptCountsTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration NO_TIME = Duration.ZERO;
  private static final UUID TENANT = new UUID(0, 1);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger counted = new AtomicInteger();
  private KeptCounts counts;

  @AfterEach
  void close() {
    counts.close();
  }

  private void waiting(Duration forFirst, Duration forNewer) {
    waiting(forFirst, forNewer, tenantId -> next());
  }

  private void waiting(
      Duration forFirst, Duration forNewer, Function<UUID, TenantCounts> counting) {
    counts = new KeptCounts(counting, new KeptCounts.Waits(forFirst, forNewer), nanos::get);
  }

  /** The number of the count is its time. */
  private TenantCounts next() {
    return new TenantCounts(Instant.ofEpochSecond(counted.incrementAndGet()), List.of(), List.of());
  }

  private long shown() {
    return counts.of(TENANT).orElseThrow().countedAt().getEpochSecond();
  }

  private void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  @DisplayName("are good for a second, and then made anew")
  void fresh() {
    waiting(LONG, LONG);
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofMillis(999));
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofMillis(1));
    assertThat(shown()).isEqualTo(2);
  }

  @Test
  @DisplayName("are good for fifty times as long as counting took")
  void large() {
    waiting(
        LONG,
        LONG,
        tenantId -> {
          advance(Duration.ofSeconds(3));
          return next();
        });
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofSeconds(149));
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofSeconds(1));
    assertThat(shown()).isEqualTo(2);
  }

  @Test
  @DisplayName("keep nobody waiting: who asks gets those from before, or none")
  void unwaited() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch mayEndAgain = new CountDownLatch(1);
    waiting(
        NO_TIME,
        NO_TIME,
        tenantId -> {
          await(counted.get() == 0 ? mayEnd : mayEndAgain);
          return next();
        });
    assertThat(counts.of(TENANT)).isEmpty();
    assertThat(counts.of(TENANT)).isEmpty();
    mayEnd.countDown();
    while (counts.of(TENANT).isEmpty()) {
      Thread.onSpinWait();
    }
    advance(Duration.ofHours(1));
    assertThat(shown()).isEqualTo(1);
    assertThat(shown()).isEqualTo(1);
    mayEndAgain.countDown();
    while (shown() == 1) {
      Thread.onSpinWait();
    }
    assertThat(counted).as("one at a time").hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("stay as they were if counting fails, and are tried again")
  void failure() {
    waiting(
        LONG,
        LONG,
        tenantId -> {
          if (counted.get() == 1) {
            counted.set(2);
            throw new IllegalStateException("the database does not answer");
          }
          return next();
        });
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofHours(1));
    assertThat(shown()).isEqualTo(1);
    advance(Duration.ofHours(1));
    assertThat(shown()).isEqualTo(3);
  }

  @Test
  @DisplayName("that fail are not tried again by each who asks, so they hold up no other tenant")
  void failing() {
    AtomicInteger tried = new AtomicInteger();
    waiting(
        LONG,
        LONG,
        tenantId -> {
          if (tried.incrementAndGet() == 1) {
            advance(Duration.ofSeconds(3));
            throw new IllegalStateException("the database is too slow");
          }
          return next();
        });
    assertThat(counts.of(TENANT)).isEmpty();
    advance(Duration.ofSeconds(149));
    assertThat(counts.of(TENANT)).isEmpty();
    assertThat(tried).hasValue(1);
    advance(Duration.ofSeconds(1));
    assertThat(shown()).isEqualTo(1);
  }

  @Test
  @DisplayName("are of one tenant each")
  void tenants() {
    waiting(LONG, LONG);
    assertThat(shown()).isEqualTo(1);
    assertThat(counts.of(new UUID(0, 2)).orElseThrow().countedAt())
        .isEqualTo(Instant.ofEpochSecond(2));
    assertThat(shown()).isEqualTo(1);
  }
}
