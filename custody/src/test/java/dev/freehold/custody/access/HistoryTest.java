package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.DirectExecutor;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of vaults that refuse, lie, fall silent and come back, of time that passes, of
 * recoveries and restarts. Replay one with {@code -Dfreehold.seed=N}.
 */
@DisplayName("Over thousands of opens under a random schedule")
class HistoryTest {

  private static final int STEPS = 3000;
  private static final int PAGE = 1000;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(249),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofMillis(7_500),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(61));

  private static final List<Duration> WALL_CLOCK_MOVES =
      List.of(
          Duration.ofMillis(299_999),
          Duration.ofMinutes(5),
          Duration.ofHours(6),
          Duration.ofMillis(86_399_999),
          Duration.ofHours(24));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"MAILBOX", "FILE"})
  @DisplayName("every outcome is the one that the rules say")
  void everyOutcomeIsAsTheRulesSay(PolicyKind kind) {
    long seed = Long.getLong("freehold.seed", new SecureRandom().nextLong());
    try (AccessHarness harness = new AccessHarness(Dialect.SQLITE, folder, kind)) {
      new History(harness, kind, seed).run();
    }
  }

  private static final class History {

    private final AccessHarness harness;
    private final ExpectedAccess expected;
    private final long seed;
    private final Random random;
    private CachedKeyAccess access;
    private int step;
    private int opens;

    History(AccessHarness harness, PolicyKind kind, long seed) {
      this.harness = harness;
      this.expected = new ExpectedAccess(kind == PolicyKind.FILE, SETTINGS);
      this.seed = seed;
      this.random = new Random(seed);
      this.access = harness.newAccess(SETTINGS, new DirectExecutor());
    }

    void run() {
      for (step = 0; step < STEPS; step++) {
        harness.time.advance(PAUSES.get(random.nextInt(PAUSES.size())));
        act();
      }
      access.close();
      assertThat(opens).as(where()).isGreaterThan(STEPS / 3);
      assertAccounts();
    }

    private void act() {
      switch (random.nextInt(17)) {
        case 0, 1 -> harness.vaults.stir(random);
        case 2 -> harness.vaults.setBoth(random.nextBoolean() ? Way.AGREES : Way.REFUSES);
        case 3 -> {
          access.sweep();
          expected.sweep(now(), harness.vaults.wayOf(ROOT_1), harness.vaults.wayOf(ROOT_2));
        }
        case 4 -> {
          boolean recovering = random.nextBoolean();
          harness.recover(harness.policy.id(), recovering);
          expected.recover(recovering);
        }
        case 5 -> seal(random.nextBoolean());
        case 6 -> maybeRestart();
        case 7 -> moveTheWallClock();
        default -> open(random.nextBoolean());
      }
    }

    private void open(boolean user) {
      opens++;
      Requester requester = user ? USER : SYSTEM;
      assertThat(AccessHarness.refusal(() -> access.open(harness.owner, requester).close()))
          .as(where())
          .isEqualTo(
              expected.open(
                  user, now(), harness.vaults.wayOf(ROOT_1), harness.vaults.wayOf(ROOT_2)));
    }

    private void seal(boolean user) {
      assertThat(harness.sealRefusal(access, user ? USER : SYSTEM))
          .as(where())
          .isEqualTo(expected.seal(user));
    }

    private void maybeRestart() {
      if (random.nextInt(10) == 0) {
        access.close();
        access = harness.newAccess(SETTINGS, new DirectExecutor());
        expected.restart();
      }
    }

    private void moveTheWallClock() {
      Duration by = WALL_CLOCK_MOVES.get(random.nextInt(WALL_CLOCK_MOVES.size()));
      harness.custody.clock.advance(by);
      expected.wallClockMoves(by);
    }

    private void assertAccounts() {
      List<LedgerEntry> entries = allEntries();
      assertThat(entries.stream().filter(entry -> entry.operation().equals("PolicyLocked")).count())
          .as(where())
          .isEqualTo(expected.lockings());
      List<LedgerEntry> ends =
          entries.stream().filter(entry -> "end".equals(entry.details().get("phase"))).toList();
      assertThat(ends).as(where()).hasSize(expected.fallbacks());
      assertThat(
              entries.stream()
                  .filter(entry -> "begin".equals(entry.details().get("phase")))
                  .map(entry -> entry.details().get("requestId")))
          .as(where())
          .containsExactlyInAnyOrderElementsOf(
              ends.stream().map(entry -> entry.details().get("requestId")).toList());
      assertThat(
              ends.stream()
                  .mapToLong(entry -> Long.parseLong(entry.details().get("objectCount")))
                  .sum())
          .as(where())
          .isEqualTo(expected.objectsByFallback());
    }

    private List<LedgerEntry> allEntries() {
      List<RecordedEntry> all = new ArrayList<>();
      List<RecordedEntry> page;
      do {
        long after = all.isEmpty() ? 0 : all.getLast().sequence();
        page = harness.custody.ledger.entries(harness.custody.tenant.id(), after, PAGE);
        all.addAll(page);
      } while (!page.isEmpty());
      return all.stream().map(RecordedEntry::entry).toList();
    }

    private long now() {
      return harness.time.getAsLong();
    }

    private String where() {
      return "step %d of the history -Dfreehold.seed=%d, roots %s and %s, %s"
          .formatted(
              step, seed, harness.vaults.wayOf(ROOT_1), harness.vaults.wayOf(ROOT_2), expected);
    }
  }
}
