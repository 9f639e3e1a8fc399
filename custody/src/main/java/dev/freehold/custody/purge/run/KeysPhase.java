package dev.freehold.custody.purge.run;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.owners.KeyDestruction.Doomed;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.purge.PurgeOrder;
import dev.freehold.custody.purge.run.PurgePosition.Phase;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Destroys owner keys page by page, and marks the mailboxes or sites that they are of. */
final class KeysPhase {

  /** Each has files to be deleted, and a page takes a second at most. */
  private static final int MAX_KEYS = 500;

  private final Database database;
  private final KeyDestruction destruction;
  private final BundleSink bundle;
  private final OwnerContents contents;

  KeysPhase(
      Database database, KeyDestruction destruction, BundleSink bundle, OwnerContents contents) {
    this.database = database;
    this.destruction = destruction;
    this.bundle = bundle;
    this.contents = contents;
  }

  /** The next keys under the policy. */
  JobOutcome current(JobStep step, PurgePosition at, Phase next) {
    UUID policyId = PurgeOrder.policyOf(step);
    return destroy(
        step,
        at,
        next,
        database.read(tx -> destruction.under(tx, policyId, at.after(), max(step))));
  }

  /** The next retired keys of what was marked. */
  JobOutcome retired(JobStep step, PurgePosition at, Phase next) {
    UUID caseId = PurgeOrder.caseOf(step);
    return destroy(
        step,
        at,
        next,
        database.read(tx -> destruction.retired(tx, caseId, at.after(), max(step))));
  }

  private static int max(JobStep step) {
    return Math.min(MAX_KEYS, step.budgetItems());
  }

  private JobOutcome destroy(JobStep step, PurgePosition at, Phase next, List<Doomed> page) {
    if (page.isEmpty()) {
      step.commit(PurgePosition.at(next).text(), 0, 0, tx -> null);
      return new JobOutcome.More();
    }
    // What is under retired keys counts with the present one.
    List<UUID> owners = page.stream().filter(Doomed::isPresent).map(Doomed::ownerId).toList();
    ContentTotals totals = totals(step, owners);
    for (Doomed key : page) {
      bundle.delete(new BundlePart(step.tenantId(), BundlePart.Kind.OWNER_KEY, key.keyId()));
    }
    UUID caseId = PurgeOrder.caseOf(step);
    step.commit(
        at.past(page.getLast().keyId()).text(),
        owners.size(),
        totals.bytes(),
        tx -> {
          DestroyedDigest digest = new DestroyedDigest(RunRows.of(tx, caseId).destroyedSha256());
          page.forEach(key -> digest.add(key.keyId(), key.generation(), key.commitment()));
          int marked = destruction.destroy(tx, caseId, page);
          RunRows.destroyed(tx, caseId, marked, page.size(), totals, digest.hex());
          return null;
        });
    return new JobOutcome.More();
  }

  /** Of what is under all keys of these mailboxes or sites, retired ones too. */
  private ContentTotals totals(JobStep step, List<UUID> owners) {
    Map<UUID, ContentTotals> totals = contents.totals(step.tenantId(), owners);
    return totals.values().stream().reduce(ContentTotals.NONE, ContentTotals::plus);
  }
}
