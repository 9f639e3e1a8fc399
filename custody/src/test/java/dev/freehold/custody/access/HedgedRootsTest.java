package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.CALL_TIMEOUT;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.ledger.entry.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The two roots of files")
class HedgedRootsTest {

  private static final Duration HEDGE = SETTINGS.rootTimeouts().hedgeDelay();

  @TempDir private Path folder;
  private AccessHarness files;

  @BeforeEach
  void open() {
    files = AccessHarness.files(folder);
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  @DisplayName("fault 15: a first root that answers after 249 ms is the only one asked")
  void fault15_justInTime() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofMillis(249));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(Duration.ofMillis(249));
    assertThat(opening.join()).isEmpty();
    files.time.advance(HEDGE);
    assertThat(files.unwraps()).isEqualTo(1);
    assertThat(cancelled()).isEmpty();
  }

  @Test
  @DisplayName("fault 15: after 250 ms the second is asked, wins, and the first is interrupted")
  void fault15_hedged() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofMillis(251));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    assertThat(opening.join()).isEmpty();
    Eventually.holds("the first was given up", () -> files.vaults.underWay() == 0);
    assertThat(files.unwraps()).isEqualTo(2);
    assertThat(cancelled())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.details().get("rootKey")).startsWith(ROOT_1.toString()));
  }

  @Test
  @DisplayName("a lease begins when the wraps were read, not when the root that agreed was asked")
  void leaseFromTheReading() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(30));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    assertThat(opening.join()).isEmpty();
    assertThat(files.access.status(files.policy.id()).orElseThrow().leaseAge()).contains(HEDGE);
  }

  @Test
  @DisplayName("fault 15: after 251 ms the first may still win over a second that is slower")
  void fault15_firstWinsAfterAll() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofMillis(251));
    files.vaults.set(ROOT_2, Way.AGREES, Duration.ofMillis(100));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    Eventually.holds("both are asked", () -> files.vaults.underWay() == 2);
    Eventually.holds("both are slow", () -> files.time.waiting() == 2);
    files.time.advance(Duration.ofMillis(1));
    assertThat(opening.join()).isEmpty();
    assertThat(cancelled())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.details().get("rootKey")).startsWith(ROOT_2.toString()));
  }

  @Test
  @DisplayName("fault 15: a first root that takes 30 s delays nobody by more than the hedge")
  void fault15_stalledForever() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(30));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    assertThat(opening.join()).isEmpty();
  }

  @Test
  @DisplayName("fault 15: no thread piles up behind roots that both stall, and deadlines hold")
  void fault15_noPileUp() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(30));
    files.vaults.set(ROOT_2, Way.AGREES, Duration.ofSeconds(30));
    for (int i = 0; i < 20; i++) {
      List<CompletableFuture<Optional<Reason>>> readers =
          Stream.generate(this::openInBackground).limit(50).toList();
      files.time.advance(HEDGE);
      Eventually.holds("both are asked", () -> files.time.waiting() == 2);
      files.time.advance(CALL_TIMEOUT);
      readers.forEach(reader -> assertThat(reader.join()).contains(Reason.DID_NOT_ANSWER));
      files.time.advance(SETTINGS.failureMemory());
    }
    assertThat(files.vaults.mostUnderWay()).isEqualTo(2);
    assertThat(files.vaults.underWay()).isZero();
    assertThat(files.unwraps()).isEqualTo(2 * 20);
  }

  @Test
  @DisplayName("fault 53: are both asked at once for 30 s after the first was silent")
  void fault53_silenceIsRemembered() {
    files.vaults.setBoth(Way.SILENT);
    assertThat(files.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(30));
    files.vaults.set(ROOT_2, Way.AGREES);
    files.time.advance(SETTINGS.rootTimeouts().silenceMemory().minusNanos(1));
    files.openNow(USER);

    Eventually.holds("the first was given up", () -> files.vaults.underWay() == 0);
    files.access.forget(files.policy.id());
    files.time.advance(Duration.ofNanos(1));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    assertThat(opening.join()).isEmpty();
  }

  @Test
  @DisplayName("are both asked at once when the first fails: no delay is waited for")
  void secondFollowsAFailure() {
    files.vaults.set(ROOT_1, Way.REFUSES);
    files.openNow(USER);
    assertThat(files.unwraps()).isEqualTo(2);
    assertThat(cancelled()).isEmpty();
  }

  @Test
  @DisplayName("give no key when the second answers first with what is not the key")
  void aLieDoesNotWin() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofMillis(500));
    files.vaults.set(ROOT_2, Way.WRONG_KEY);
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    Eventually.holds("the lie was heard", () -> files.counted("wrong_answer") == 1);
    files.time.advance(HEDGE);
    assertThat(opening.join()).isEmpty();
    assertThat(files.access.status(files.policy.id()).orElseThrow().leaseAge())
        .contains(Duration.ofMillis(500));
  }

  @Test
  @DisplayName("fault 23: serve 1,000 cold readers with one call each at most")
  void fault23_oneCallPerRoot() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofMillis(300));
    List<CompletableFuture<Optional<Reason>>> readers =
        Stream.generate(this::openInBackground).limit(1000).toList();
    files.time.advance(HEDGE);
    readers.forEach(reader -> assertThat(reader.join()).isEmpty());
    assertThat(files.unwraps()).isEqualTo(2);
  }

  @Test
  @DisplayName("are given up when key access is closed, and nobody goes on waiting")
  void closing() {
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(1));
    files.vaults.set(ROOT_2, Way.AGREES, Duration.ofSeconds(1));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    Eventually.holds("both are asked", () -> files.vaults.underWay() == 2);
    files.access.close();
    assertThat(opening.join()).contains(Reason.DID_NOT_ANSWER);
    Eventually.holds("both calls were given up", () -> files.vaults.underWay() == 0);
    assertThat(cancelled()).isEmpty();
  }

  @Test
  @DisplayName("give no key that cannot be recorded, and leave no call behind")
  void unrecorded() {
    files.custody.database.write(tx -> tx.execute("DROP TABLE ledger_entry"));
    files.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(1));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    files.time.advance(HEDGE);
    assertThat(opening.join()).contains(Reason.NOT_RECORDED);
    Eventually.holds("the other call was given up", () -> files.vaults.underWay() == 0);
  }

  /** Opens on another thread; returns once the first call is under way or not needed. */
  private CompletableFuture<Optional<Reason>> openInBackground() {
    CompletableFuture<Optional<Reason>> opening = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> opening.complete(Optional.ofNullable(files.refusal(USER))));
    Eventually.holds(
        "the first root stalls and the second waits its turn",
        () -> opening.isDone() || files.time.waiting() >= 2);
    return opening;
  }

  private List<LedgerEntry> cancelled() {
    return files.entries("KeyUnwrap").stream()
        .filter(entry -> "CANCELLED".equals(entry.details().get("failure")))
        .toList();
  }
}
