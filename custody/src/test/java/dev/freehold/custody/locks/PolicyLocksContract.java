package dev.freehold.custody.locks;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes tell each other of the answers of a policy's roots. */
abstract class PolicyLocksContract {

  private final Dialect dialect;
  private final AtomicInteger writes = new AtomicInteger();
  @TempDir private Path folder;
  private CustodyFixture custody;
  private PolicyLocks locks;
  private UUID tenantId;
  private UUID policyId;

  PolicyLocksContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    custody = new CustodyFixture(dialect, folder);
    tenantId = custody.tenant.id();
    policyId = custody.policy(new FakeVaults(), "mail").id();
    locks =
        new PolicyLocks(
            new ForwardingDatabase(custody.database) {
              @Override
              public <R> R write(SqlWork<R> work) {
                writes.incrementAndGet();
                return super.write(work);
              }
            },
            custody.ledger,
            custody.clock);
  }

  @AfterEach
  void close() {
    custody.close();
  }

  @Test
  @DisplayName("a policy begins with the agreement by which it was made")
  void beginning() {
    assertThat(known().agreedAt()).contains(now());
    assertThat(known().bound()).isEqualTo(SilenceBound.DEFAULT);
    assertThat(known().isLocked()).isFalse();
  }

  @Test
  @DisplayName("an agreement is written every five minutes, not each time")
  void agreementsAreCoarse() {
    for (int minute = 0; minute < 60; minute++) {
      custody.clock.advance(Duration.ofMinutes(1));
      locks.agreed(tenantId, policyId, now());
    }
    assertThat(writes.get()).isEqualTo(12);
    assertThat(known().agreedAt()).contains(now());
  }

  @Test
  @DisplayName("an older agreement does not undo a newer one, nor a refusal that was heard later")
  void orderOfAnswers() {
    Instant asked = now();
    custody.clock.advance(Duration.ofMinutes(10));
    locks.agreed(tenantId, policyId, now());
    locks.agreed(tenantId, policyId, asked);
    assertThat(known().agreedAt()).contains(now());

    Instant askedBefore = now();
    custody.clock.advance(Duration.ofMillis(1));
    locks.lock(tenantId, policyId, "Forbidden", "timeout");
    locks.agreed(tenantId, policyId, askedBefore);
    assertThat(known().isLocked()).isTrue();
    locks.agreed(tenantId, policyId, now());
    assertThat(known().isLocked()).isFalse();
    assertThat(entries("PolicyLocked")).hasSize(1);
    assertThat(entries("PolicyUnlocked")).hasSize(1);
  }

  @Test
  @DisplayName("an agreement does not undo a later refusal of a policy that was locked before both")
  void laterRefusalOfLocked() {
    locks.lock(tenantId, policyId, "Forbidden", "timeout");
    Instant lockedAt = now();
    custody.clock.advance(Duration.ofMinutes(10));
    Instant askedBefore = now();
    custody.clock.advance(Duration.ofMillis(1));
    locks.lock(tenantId, policyId, "Forbidden", "timeout");
    locks.agreed(tenantId, policyId, askedBefore);
    assertThat(known().isLocked()).isTrue();
    assertThat(lockedSince()).as("what approvals are compared with").contains(lockedAt);
    locks.agreed(tenantId, policyId, now());
    assertThat(known().isLocked()).isFalse();
    assertThat(entries("PolicyLocked")).hasSize(1);
  }

  private Optional<Instant> lockedSince() {
    return custody
        .database
        .read(tx -> LeavingLocked.lock(tx, policyId))
        .flatMap(LeavingLocked.Lock::since);
  }

  @Test
  @DisplayName("the first use for a reason is an alert, the others are counted until it is over")
  void alertsOnce() {
    PolicyLocks another = new PolicyLocks(custody.database, custody.ledger, custody.clock);
    assertThat(locks.standsIn(tenantId, policyId, Silence.BRIDGED)).isTrue();
    assertThat(another.standsIn(tenantId, policyId, Silence.BRIDGED)).isFalse();
    assertThat(another.standsIn(tenantId, policyId, Silence.LOCKED)).isTrue();
    assertThat(locks.standsIn(tenantId, policyId, Silence.LOCKED)).isFalse();
    assertThat(locks.standsIn(tenantId, policyId, Silence.LOCKED)).isFalse();
    locks.agreed(tenantId, policyId, now());
    another.agreed(tenantId, policyId, now());
    assertThat(entries("AvailabilityKeyStandsIn"))
        .extracting(entry -> entry.entry().details().get("why"))
        .containsExactly("bridged", "locked");
    assertThat(entries("AvailabilityKeyStandsInNoLonger"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.entry().details())
                    .containsEntry("why", "locked")
                    .containsEntry("uses", "3"));
    assertThat(locks.standsIn(tenantId, policyId, Silence.LOCKED)).isTrue();
  }

  @Test
  @DisplayName("a shorter bound counts at once, a longer one from the next agreement on")
  void bounds() {
    SilenceBounds bounds = new SilenceBounds(custody.database, custody.ledger);
    assertThat(bounds.of(tenantId)).isEqualTo(SilenceBound.DEFAULT);
    bounds.choose(tenantId, SilenceBound.NEVER, ADMIN);
    assertThat(known().bound()).isEqualTo(SilenceBound.NEVER);
    locks.agreed(tenantId, policyId, now());
    bounds.choose(tenantId, SilenceBound.NO_BOUND, ADMIN);
    assertThat(known().bound()).isEqualTo(SilenceBound.NEVER);
    custody.clock.advance(Duration.ofMillis(1));
    locks.agreed(tenantId, policyId, now());
    assertThat(known().bound()).isEqualTo(SilenceBound.NO_BOUND);
    assertThat(entries("SilenceBoundChange"))
        .extracting(entry -> entry.entry().details())
        .extracting(details -> details.get("before") + " " + details.get("after"))
        .containsExactly("24h never", "never no-bound");
  }

  @Test
  @DisplayName("if a policy's row was deleted, no agreement of its roots is known")
  void deletedRow() {
    custody.database.write(tx -> tx.execute("DELETE FROM policy_access"));
    assertThat(known().silence(now())).isEqualTo(Silence.LAPSED);
    assertThat(locks.standsIn(tenantId, policyId, Silence.LAPSED)).isTrue();
    assertThat(known().silence(now())).isEqualTo(Silence.LAPSED);
    locks.agreed(tenantId, policyId, now());
    assertThat(known().silence(now())).isEqualTo(Silence.BRIDGED);
  }

  private RootsKnown known() {
    return locks.known(policyId).orElseThrow();
  }

  private Instant now() {
    return custody.clock.instant();
  }

  private List<RecordedEntry> entries(String operation) {
    return custody.entries(operation);
  }
}
