package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Locks that a node knows")
class KnownLocksTest {

  private static final Requester USER = Requester.user("somebody");

  @TempDir private Path folder;

  @Test
  @DisplayName("are written although as many as are kept could not be written before")
  void full() {
    AtomicBoolean isBroken = new AtomicBoolean(true);
    try (AccessHarness mail = AccessHarness.mail(folder)) {
      Policy second = mail.newPolicy("second", PolicyKind.MAILBOX);
      mail.restart(SETTINGS.holding(1, 10), locks(mail, isBroken));
      mail.vaults.setBoth(Way.REFUSES);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      isBroken.set(false);
      assertThat(AccessHarness.refusal(() -> mail.access.leaseOf(second.id(), USER)))
          .isEqualTo(Reason.REFUSED);
      assertThat(mail.entries("PolicyLocked"))
          .extracting(LedgerEntry::objectId)
          .containsExactly(second.id().toString());
    }
  }

  private static PolicyLocks locks(AccessHarness mail, AtomicBoolean isBroken) {
    ForwardingDatabase failing =
        new ForwardingDatabase(mail.custody.database) {
          @Override
          public <R> R write(SqlWork<R> work) {
            if (isBroken.get()) {
              throw new IllegalStateException("this disk is full");
            }
            return super.write(work);
          }
        };
    return new PolicyLocks(failing, mail.custody.ledger, mail.custody.clock);
  }
}
