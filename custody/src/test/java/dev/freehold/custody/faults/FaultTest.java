package dev.freehold.custody.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.web.http.LogTurns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whose fault a failure is")
class FaultTest {

  private static PersistenceException database(PersistenceError error) {
    return new PersistenceException(error, "x", null);
  }

  @Test
  @DisplayName("has four codes at least, one for each who can mend it")
  void codes() {
    assertThat(Fault.of(new KeyAccessException(Reason.REFUSED, "x"))).contains(Fault.REVOKED);
    assertThat(Fault.of(new KeyAccessException(Reason.DID_NOT_ANSWER, "x")))
        .contains(Fault.VAULT_DOES_NOT_ANSWER);
    assertThat(Fault.of(new KeyAccessException(Reason.AVAILABILITY_KEY_MISSING, "x")))
        .contains(Fault.NODE_LACKS_KEYS);
    assertThat(Fault.of(database(PersistenceError.UNREACHABLE))).contains(Fault.DATABASE_DOWN);
    assertThat(Fault.values()).extracting(Fault::code).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("is the database's if a ledger took no entry because of it")
  void underneath() {
    Exception noLedger =
        new LedgerException(
            LedgerError.UNAVAILABLE, "x", database(PersistenceError.COMMIT_UNKNOWN));
    Throwable noKey = new KeyAccessException(Reason.NOT_RECORDED, "x").initCause(noLedger);

    assertThat(Fault.of(noKey)).contains(Fault.DATABASE_DOWN);
    assertThat(Fault.database(noKey)).isPresent();
    assertThat(Fault.of(new IllegalStateException(database(PersistenceError.FULL))))
        .contains(Fault.DATABASE_FULL);
  }

  @Test
  @DisplayName("is nobody's if a key is gone, or the database merely busy")
  void none() {
    assertThat(Fault.of(new KeyAccessException(Reason.NO_SUCH_KEY, "x"))).isEmpty();
    assertThat(Fault.of(database(PersistenceError.BUSY))).isEmpty();
    assertThat(Fault.of(new IllegalStateException())).isEmpty();
  }

  @Test
  @DisplayName("is counted by door and code")
  void counted() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    FaultCounts counts = new FaultCounts("s3", meters, new LogTurns()::take);
    counts.told(database(PersistenceError.UNREACHABLE));
    counts.told(new IllegalStateException());

    assertThat(
            meters
                .get("freehold.faults")
                .tags("door", "s3", "code", "database-unreachable")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            meters
                .get("freehold.faults")
                .tags("door", "s3", "code", "key-access-refused")
                .counter()
                .count())
        .isZero();
  }
}
