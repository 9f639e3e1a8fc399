package dev.freehold.vault.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOW);

  private record Job(String name, Predicate<Instant> work) implements HousekeepingJob {
    @Override
    public boolean run(Instant now) {
      return work.test(now);
    }
  }

  @Test
  void aJobRunsUntilNothingIsLeftAndAFailureHoldsUpNobody() {
    List<Instant> runs = new ArrayList<>();
    Job failing =
        new Job(
            "failing",
            now -> {
              throw new IllegalStateException("on purpose");
            });
    Job broken =
        new Job(
            "broken",
            now -> {
              throw new NoClassDefFoundError("on purpose");
            });
    Job three = new Job("three", now -> runs.add(now) && runs.size() < 3);
    try (Housekeeping housekeeping =
        new Housekeeping(List.of(failing, broken, three), clock, Duration.ofHours(1))) {
      housekeeping.runRound();
      assertThat(runs).containsExactly(NOW, NOW, NOW);
    }
  }

  @Test
  void roundsComeByThemselvesFromTheStartUntilItIsClosed() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    Job counting =
        new Job(
            "counting",
            now -> {
              twice.countDown();
              return false;
            });
    try (Housekeeping housekeeping =
        new Housekeeping(List.of(counting), clock, Duration.ofMillis(1))) {
      housekeeping.start();
      assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closingStopsAJobThatWouldNeverEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Job endless =
        new Job(
            "endless",
            now -> {
              begun.countDown();
              return true;
            });
    Housekeeping housekeeping = new Housekeeping(List.of(endless), clock, Duration.ofHours(1));
    housekeeping.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    housekeeping.close();
  }
}
