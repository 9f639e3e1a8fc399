package dev.freehold.custody.history;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.Resealed;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Parts of a node that are wrong on purpose. */
final class Faults {

  private static final RootFailure REFUSED =
      new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "nobody was asked");

  private Faults() {}

  /** Vaults of which a faulty node only says that they refuse. */
  static RootVaults asked(Fault fault, RootVaults vaults) {
    return fault == Fault.PERMISSION_NOT_ASKED ? new NobodyAsked() : vaults;
  }

  private static final class NobodyAsked implements RootVaults {
    @Override
    public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
      return new RootAnswer.NotGiven<>(REFUSED);
    }

    @Override
    public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
      return new RootAnswer.NotGiven<>(REFUSED);
    }

    @Override
    public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
      return new RootAnswer.NotGiven<>(REFUSED);
    }
  }

  /** A database that on a faulty node forgets what it has acknowledged. */
  static Database holds(Fault fault, Database database) {
    return fault == Fault.HOLD_LOST ? new Forgetful(database) : database;
  }

  private static final class Forgetful extends ForwardingDatabase {

    Forgetful(Database inner) {
      super(inner);
    }

    private static final class RolledBackException extends RuntimeException {
      private static final long serialVersionUID = 1L;
      private final transient Object result;

      RolledBackException(Object result) {
        this.result = result;
      }
    }

    @Override
    @SuppressWarnings("unchecked") // It is what the work has returned.
    public <R> R write(SqlWork<R> work) {
      try {
        return inner.write(
            tx -> {
              throw new RolledBackException(work.run(tx));
            });
      } catch (RolledBackException e) {
        return (R) e.result;
      }
    }
  }

  /** A kind of job that on a faulty node says more than it does. */
  static JobKind around(Fault fault, JobKind kind, Ledger ledger) {
    return switch (fault) {
      case NONE, LEASE_IGNORED, HOLD_LOST, PERMISSION_NOT_ASKED, STATE_GOES_BACK -> kind;
      case PURGE_SAYS_DONE_EARLY -> only("purge", kind, new Idle(kind, true, ledger));
      case PURGE_SAYS_DONE_TWICE -> only("purge", kind, new Twice(kind, ledger));
      case ROLL_LOST -> only("roll", kind, new Idle(kind, false, ledger));
      case MOVE_LOST -> only("assign", kind, new Idle(kind, false, ledger));
    };
  }

  private static JobKind only(String name, JobKind kind, JobKind faulty) {
    return kind.name().equals(name) ? faulty : kind;
  }

  private static LedgerEntry purged(JobStep step) {
    return new LedgerEntry(
        step.tenantId(),
        step.requester().actor(),
        "PolicyPurge",
        step.parameters().get("caseId"),
        LedgerEntry.Outcome.DONE,
        Map.of());
  }

  /** Does nothing, and says that it is done. */
  private record Idle(JobKind inner, boolean purges, Ledger ledger) implements JobKind {
    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public JobOutcome step(JobStep step) {
      return new JobOutcome.ShardDone();
    }

    @Override
    public JobOutcome finish(JobStep step) {
      step.conclude(
          Map.of(),
          tx -> {
            if (purges) {
              markPurged(tx, UUID.fromString(step.parameters().get("policyId")));
              ledger.append(tx, purged(step));
            }
            return null;
          });
      return new JobOutcome.ShardDone();
    }

    private static void markPurged(Handle tx, UUID policyId) {
      tx.createUpdate("UPDATE policies SET state = 'PURGED' WHERE id = :id")
          .bind("id", policyId)
          .execute();
      Resealed.row(tx, CustodySeals.POLICY, policyId);
    }
  }

  /** Says once more that a purge is done. */
  private record Twice(JobKind inner, Ledger ledger) implements JobKind {
    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public JobOutcome step(JobStep step) {
      return inner.step(step);
    }

    @Override
    public JobOutcome finish(JobStep step) {
      JobOutcome outcome = inner.finish(step);
      ledger.append(purged(step));
      return outcome;
    }
  }
}
