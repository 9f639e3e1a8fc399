package dev.freehold.custody.checks;

import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cross-check of both roots, on every database. */
abstract class CrossCheckContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  CrossCheckContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static final Duration INTERVAL = Duration.ofHours(1);

  private List<RecordedEntry> changes() {
    return fixture.custody.entries("RootCheckChange");
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, REFUSED", "SILENT, DID_NOT_ANSWER", "WRONG_KEY, WRONG_ANSWER"})
  @DisplayName("A second root that no longer works is found, and each change is reported once")
  void findsARottenRoot(Mood mood, RootCheck.Outcome expected) {
    Policy policy = fixture.mailboxPolicy("mail");
    assertThat(fixture.crossCheck.latest(policy.id())).isEmpty();
    assertThat(fixture.crossCheck.run()).isEqualTo(1);
    assertThat(fixture.crossCheck.latest(policy.id()))
        .extracting(RootCheck::outcome)
        .containsExactly(RootCheck.Outcome.AGREES, RootCheck.Outcome.AGREES);
    assertThat(changes()).isEmpty();
    assertThat(fixture.crossCheck.run()).isZero();
    fixture.vaults.set(BRAVO, mood);
    fixture.custody.clock.advance(INTERVAL);
    assertThat(fixture.crossCheck.run()).isEqualTo(1);
    RootCheck found = fixture.crossCheck.latest(policy.id()).getLast();
    assertThat(found.outcome()).isEqualTo(expected);
    assertThat(found.slot()).isEqualTo(2);
    assertThat(found.code()).isPresent();
    assertThat(found.outcomeSince()).isEqualTo(found.checkedAt());
    fixture.custody.clock.advance(INTERVAL);
    fixture.crossCheck.run();
    RootCheck again = fixture.crossCheck.latest(policy.id()).getLast();
    assertThat(again.outcomeSince()).isEqualTo(found.outcomeSince());
    assertThat(again.checkedAt()).isAfter(found.checkedAt());
    assertThat(changes())
        .singleElement()
        .satisfies(
            recorded ->
                assertThat(recorded.entry().details())
                    .containsEntry("slot", "2")
                    .containsEntry("result", expected.name())
                    .containsKey("alert"));
    fixture.vaults.set(BRAVO, Mood.AGREES);
    fixture.custody.clock.advance(INTERVAL);
    fixture.crossCheck.run();
    assertThat(fixture.crossCheck.latest(policy.id()).getLast().code()).isEmpty();
    assertThat(changes()).hasSize(2);
    assertThat(changes().getLast().entry().details()).doesNotContainKey("alert");
  }

  @Test
  @DisplayName("A node that is not let in reports no revocation, and a revocation after it is one")
  void notLetIn() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.vaults.refuse(BRAVO, "ForbiddenByFirewall", "unwrapKey");
    fixture.crossCheck.run();
    RootCheck notLetIn = fixture.crossCheck.latest(policy.id()).getLast();
    assertThat(notLetIn.finding()).isEqualTo(RootCheck.Finding.ADDRESS_REFUSED);
    assertThat(alert()).contains("network rules", "others may be let in");
    fixture.vaults.refuse(BRAVO, "Forbidden", "unwrapKey");
    fixture.custody.clock.advance(INTERVAL);
    fixture.crossCheck.run();
    RootCheck revoked = fixture.crossCheck.latest(policy.id()).getLast();
    assertThat(revoked.finding()).isEqualTo(RootCheck.Finding.REFUSED);
    assertThat(revoked.outcomeSince()).isEqualTo(revoked.checkedAt());
    assertThat(changes()).hasSize(2);
    assertThat(alert()).doesNotContain("network rules");
    fixture.custody.clock.advance(INTERVAL);
    fixture.crossCheck.run();
    assertThat(fixture.crossCheck.latest(policy.id()).getLast().outcomeSince())
        .isEqualTo(revoked.outcomeSince());
    assertThat(changes()).hasSize(2);
  }

  private String alert() {
    return changes().getLast().entry().details().get("alert");
  }

  @Test
  @DisplayName("fault35, fault55: A policy that is put off to a time far ahead is checked")
  void fault55_putOff() {
    fixture.mailboxPolicy("mail");
    assertThat(fixture.crossCheck.run()).isEqualTo(1);
    long far = fixture.custody.clock.millis() + Duration.ofDays(10_000).toMillis();
    fixture.custody.database.write(tx -> tx.execute("UPDATE policies SET check_due_at = ?", far));
    assertThat(fixture.crossCheck.run()).isEqualTo(1);
    assertThat(fixture.crossCheck.run()).isZero();
  }

  @Test
  @DisplayName("A key made anew under the same name and a version that is disabled are found")
  void findsWhatBecameOfKeys() {
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.vaults.enable(RootKeyUri.parse(policy.roots().getLast().keyVersionUri()), false);
    fixture.vaults.delete(ALPHA);
    fixture.vaults.newVersion(ALPHA);
    fixture.crossCheck.run();
    assertThat(fixture.crossCheck.latest(policy.id()))
        .extracting(check -> check.code().orElse(""))
        .containsExactly("KeyNotFound", "KeyDisabled");
  }

  @Test
  @DisplayName("If two nodes check at once, one of them checks each policy")
  void oneNodeChecksEach() throws Exception {
    for (int i = 0; i < 6; i++) {
      fixture.mailboxPolicy("mail-" + i);
    }
    List<Future<Integer>> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int node = 0; node < 4; node++) {
        CrossCheck own = fixture.crossCheck(INTERVAL);
        runs.add(threads.submit(own::run));
      }
    }
    int checked = 0;
    for (Future<Integer> run : runs) {
      checked += run.get();
    }
    assertThat(checked).isEqualTo(6);
  }
}
