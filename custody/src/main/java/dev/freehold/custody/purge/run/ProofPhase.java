package dev.freehold.custody.purge.run;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.owners.KeyDestruction.PurgedOwner;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.purge.PurgeOrder;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.UUID;

/**
 * Tries a sample of every mailbox and site, which must not open, and gives their content to the
 * sweeper afterwards: what was freed before could not be tried.
 */
final class ProofPhase {

  private static final int MAX_OWNERS = 100;

  private final Database database;
  private final KeyDestruction destruction;
  private final BundleSink bundle;
  private final OwnerContents contents;
  private final int sampleObjects;

  ProofPhase(
      Database database,
      KeyDestruction destruction,
      BundleSink bundle,
      OwnerContents contents,
      int sampleObjects) {
    this.database = database;
    this.destruction = destruction;
    this.bundle = bundle;
    this.contents = contents;
    this.sampleObjects = sampleObjects;
  }

  /** The next mailboxes or sites. */
  JobOutcome step(JobStep step, PurgePosition at) {
    try {
      return prove(step, at);
    } catch (KeyAccessException unknown) {
      // Neither given nor refused for good: nothing is proved by it.
      return new JobOutcome.Waits(unknown.code(), unknown.getMessage());
    }
  }

  private JobOutcome prove(JobStep step, PurgePosition at) {
    UUID caseId = PurgeOrder.caseOf(step);
    int max = Math.min(MAX_OWNERS, step.budgetItems());
    List<PurgedOwner> page = database.read(tx -> destruction.owners(tx, caseId, at.after(), max));
    if (page.isEmpty()) {
      return new JobOutcome.ShardDone();
    }
    long tried = 0;
    for (PurgedOwner owner : page) {
      // Once more, because whoever had the key in memory could have written one.
      bundle.delete(new BundlePart(step.tenantId(), BundlePart.Kind.OWNER_KEY, owner.keyId()));
      for (UUID object : contents.sample(owner.ownerId(), sampleObjects)) {
        if (contents.opens(step.tenantId(), object)) {
          return new JobOutcome.Fails(
              CustodyError.PURGE_NOT_COMPLETE.code(),
              ("the object %s of %s still opens, so the purge is not complete and says so; find the"
                      + " key that opens it, destroy it, then resume")
                  .formatted(object, owner.ownerId()));
        }
        tried++;
      }
    }
    long objects = tried;
    step.commit(
        at.past(page.getLast().ownerId()).text(),
        page.size(),
        0,
        tx -> {
          page.forEach(owner -> contents.release(tx, owner.ownerId()));
          RunRows.tried(tx, caseId, page.size(), objects);
          return null;
        });
    return new JobOutcome.More();
  }
}
