package dev.freehold.custody.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.QuickPasswords;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pending act")
class PendingActsTest {

  private CustodyFixture fixture;
  private PendingActs acts;
  private Caller alice;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixture = new CustodyFixture(Dialect.SQLITE, folder);
    acts =
        new PendingActs(
            fixture.database,
            fixture.ledger,
            new Approvers(
                fixture.database,
                fixture.ledger,
                QuickPasswords.users(fixture, fixture.clock, PasswordVeto.NONE),
                new Aead(CustodyFixture.SUITE),
                fixture.clock),
            fixture.clock);
    alice =
        new Caller(
            fixture.tenant.id(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Set.of(Role.GLOBAL_ADMIN),
            Optional.empty(),
            0);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @DisplayName("that failed after it was begun can be done again, until it is void")
  void begunAndExpired() {
    PendingAct act = acts.request(alice, ActKind.ERASE_NAMES, UUID.randomUUID());
    fixture.clock.advance(CustodyLimits.PENDING_ACT_WAIT);
    assertThat(acts.begin(alice, act.id()).state()).isEqualTo(ActState.BEGUN);
    assertThat(acts.begin(alice, act.id()).state()).isEqualTo(ActState.BEGUN);
    Duration left = Duration.between(fixture.clock.instant(), act.expiresAt());
    fixture.clock.advance(left);
    assertThatThrownBy(() -> acts.begin(alice, act.id()))
        .isInstanceOfSatisfying(
            CustodyException.class,
            refused ->
                assertThat(refused.error()).isEqualTo(CustodyError.PENDING_ACT_STEP_REFUSED));
  }
}
