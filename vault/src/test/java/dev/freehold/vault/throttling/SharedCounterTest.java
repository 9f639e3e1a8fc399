package dev.freehold.vault.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Counters that share a limit")
class SharedCounterTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int LIMIT = 4000;
  private static final String KEY = "vault";

  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final InMemory grants = new InMemory();

  /** Grants as the table gives them, and what was admitted in each of its intervals. */
  private final class InMemory implements Grants {
    private final Map<String, Long> granted = new HashMap<>();
    private long endMillis;
    private int questions;
    private int intervals;

    @Override
    public Grant ask(String name, long least, long wish, long limit) {
      questions++;
      if (clock.millis() >= endMillis) {
        endMillis = clock.millis() + INTERVAL.toMillis();
        granted.clear();
        intervals++;
      }
      long known = granted.getOrDefault(name, 0L);
      long amount = known == 0 || known + wish <= limit ? wish : known + least <= limit ? least : 0;
      granted.merge(name, amount, Long::sum);
      return new Grant(amount, Duration.ofMillis(endMillis - clock.millis()));
    }
  }

  private SharedCounter<String> node() {
    return new SharedCounter<>(grants, name -> name, clock, INTERVAL, 10);
  }

  @Test
  @DisplayName("ask for fewer than one request in thirty")
  void fewQuestions() {
    SharedCounter<String> node = node();
    int admitted = 0;
    for (int i = 0; i < 3 * LIMIT; i++) {
      admitted += node.take(KEY, 1, LIMIT) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(LIMIT);
    assertThat(grants.questions).isLessThan(LIMIT / 30);
  }

  @Test
  @DisplayName("ask for nothing if a vault is used now and then")
  void now() {
    SharedCounter<String> node = node();
    for (int minute = 0; minute < 60; minute++) {
      assertThat(node.take(KEY, 8, LIMIT)).isTrue();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(grants.questions).isZero();
  }

  @Test
  @DisplayName("admit in no interval a tenth more than the limit, on six nodes, whoever comes when")
  void bound() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<SharedCounter<String>> nodes = new ArrayList<>();
    for (int node = 0; node < 6; node++) {
      nodes.add(node());
    }
    Map<Integer, Integer> admitted = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      int weight = random.nextInt(1, 9);
      if (nodes.get(random.nextInt(nodes.size())).take(KEY, weight, LIMIT)) {
        admitted.merge(grants.intervals, weight, Integer::sum);
      }
      if (random.nextInt(10) == 0) {
        clock.advance(Duration.ofMillis(random.nextInt(40)));
      }
    }
    assertThat(admitted.values())
        .as("seed %d", seed)
        .allSatisfy(all -> assertThat(all).isLessThan(LIMIT + LIMIT / 10));
    assertThat(admitted.values()).as("seed %d", seed).anySatisfy(this::isNearLimit);
  }

  private void isNearLimit(int all) {
    assertThat(all).isGreaterThan(LIMIT - LIMIT / 10);
  }

  @Test
  @DisplayName("ask each time for what they have no room to remember")
  void manyKeys() {
    SharedCounter<String> node = node();
    for (int i = 0; i < 10; i++) {
      assertThat(node.take("vault" + i, 1, LIMIT)).isTrue();
    }
    int admitted = 0;
    for (int i = 0; i < 30; i++) {
      admitted += node.take("another", 1, 20) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(20);
    assertThat(grants.questions).isEqualTo(30);
    clock.advance(INTERVAL);
    assertThat(node.take("another", 1, LIMIT)).isTrue();
    assertThat(grants.questions).isEqualTo(30);
  }

  @Test
  @DisplayName("let something in that is heavier than the limit, once in an interval")
  void heavy() {
    SharedCounter<String> node = node();
    assertThat(node.take(KEY, 16, 8)).isTrue();
    assertThat(node.take(KEY, 16, 8)).isFalse();
    assertThat(node().take(KEY, 1, 8)).isFalse();
    clock.advance(INTERVAL);
    assertThat(node.take(KEY, 16, 8)).isTrue();
  }
}
