package dev.freehold.custody.purge.run;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.purge.CaseRows;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeEntries;
import dev.freehold.custody.purge.PurgeOrder;
import dev.freehold.custody.purge.PurgeRefusals;
import dev.freehold.custody.purge.PurgeSteps;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Appended;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Says that a policy is purged: in the ledger and in its state, both or neither. */
final class PurgeEnd {

  private final Database database;
  private final KeyDestruction destruction;
  private final PurgeSteps steps;
  private final Ledger ledger;
  private final Clock clock;

  PurgeEnd(Database database, KeyDestruction destruction, Ledger ledger, Clock clock) {
    this.database = database;
    this.destruction = destruction;
    this.steps = new PurgeSteps(database.dialect());
    this.ledger = ledger;
    this.clock = clock;
  }

  JobOutcome reach(JobStep step) {
    UUID policyId = PurgeOrder.policyOf(step);
    if (database.read(tx -> destruction.isAnyLeft(tx, policyId))) {
      return new JobOutcome.Fails(
          CustodyError.PURGE_NOT_COMPLETE.code(),
          "the policy has a key that did not exist when the others were destroyed; the server's"
              + " operator has to find out where it came from and destroy it, then resume");
    }
    RunRows.Run run = database.read(tx -> RunRows.of(tx, PurgeOrder.caseOf(step)));
    // Else what waits is placed with the turn held, which all others wait for.
    ledger.integrate();
    RowSeals.of(database)
        .<Void>write(
            act -> {
              step.conclude(
                  statement(run),
                  tx -> {
                    end(tx, act, step, run);
                    return null;
                  });
              return null;
            });
    return new JobOutcome.ShardDone();
  }

  private void end(Handle tx, WriteAct act, JobStep step, RunRows.Run run) {
    UUID caseId = PurgeOrder.caseOf(step);
    Policy policy = steps.forUpdate(tx, step.tenantId(), PurgeOrder.policyOf(step));
    PurgeCase purge = CaseRows.byId(tx, caseId).orElseThrow(PurgeRefusals::noSuchCase);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Map<String, String> details = new HashMap<>(findings(step));
    Map<String, String> waiting = PurgeEntries.waiting(tx, policy);
    if (!destruction.end(tx, act, policy, now)) {
      throw new IllegalStateException("only a policy that is being purged comes to this end");
    }
    details.putAll(statement(run));
    details.putAll(PurgeEntries.details(purge.inventory()));
    purge.document().ifPresent(document -> details.putAll(PurgeEntries.details(document)));
    details.put("workload", purge.workload().name());
    details.put("withoutVaults", Boolean.toString(purge.withoutVaults()));
    details.putAll(PurgeEntries.details(purge.approvals()));
    if (!purge.consents().isEmpty()) {
      details.put("consentCount", Integer.toString(purge.consents().size()));
    }
    LedgerEntry entry =
        PurgeEntries.entry(
                purge, PurgeEntries.PURGE, step.requester().actor(), Outcome.DONE, details)
            .withPersonal(PurgeEntries.personal(purge.consents()));
    Appended receipt = ledger.record(tx, withRoomFor(waiting, entry));
    RunRows.end(tx, caseId, receipt.index(), now);
  }

  /** A receipt needs all other details, and the entry of the request has these too. */
  private static LedgerEntry withRoomFor(Map<String, String> more, LedgerEntry entry) {
    int count = entry.details().size() + entry.personal().size() + more.size();
    if (count > LedgerLimits.MAX_DETAILS) {
      return entry;
    }
    Map<String, String> details = new HashMap<>(entry.details());
    details.putAll(more);
    return new LedgerEntry(
        entry.tenantId(),
        entry.actor(),
        entry.operation(),
        entry.objectId(),
        entry.outcome(),
        details,
        entry.personal());
  }

  /** What the service could do with the root keys when the run began. */
  private static Map<String, String> findings(JobStep step) {
    return step.parameters().entrySet().stream()
        .filter(fact -> fact.getKey().startsWith("root"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> statement(RunRows.Run run) {
    return Map.of(
        "destroyedOwners", Long.toString(run.destroyedOwners()),
        "destroyedKeys", Long.toString(run.destroyedKeys()),
        "destroyedObjects", Long.toString(run.destroyedObjects()),
        "destroyedBytes", Long.toString(run.destroyedBytes()),
        "destroyedKeysSha256", run.destroyedSha256(),
        "availabilityKeys", Long.toString(run.availabilityKeys()),
        "nodes", run.nodes(),
        "journals", run.journals(),
        "triedOwners", Long.toString(run.triedOwners()),
        "triedObjects", Long.toString(run.triedObjects()));
  }
}
