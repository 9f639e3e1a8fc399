package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;

/** A step of a node that is killed at one of its commits: before it, so that it is lost. */
final class KilledStep implements JobStep {

  private final Database database;
  private final UUID tenantId;
  private final UUID batchId;
  private final int budgetItems;
  private final int killedAt;
  private int commits;

  /**
   * A step of the batch's job.
   *
   * @param killedAt the commit that is lost, from 1; 0 for none
   */
  KilledStep(Database database, UUID tenantId, UUID batchId, int budgetItems, int killedAt) {
    this.database = database;
    this.tenantId = tenantId;
    this.batchId = batchId;
    this.budgetItems = budgetItems;
    this.killedAt = killedAt;
  }

  @Override
  public <R> R commit(String newPosition, long items, long bytes, SqlWork<R> work) {
    if (++commits == killedAt) {
      throw new JobInterruptedException("killed");
    }
    return database.write(work);
  }

  @Override
  public UUID jobId() {
    return batchId;
  }

  @Override
  public UUID tenantId() {
    return tenantId;
  }

  @Override
  public UUID subjectId() {
    return batchId;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public int shard() {
    return 0;
  }

  @Override
  public int shards() {
    return 1;
  }

  @Override
  public String position() {
    return "";
  }

  @Override
  public int budgetItems() {
    return budgetItems;
  }

  @Override
  public Requester requester() {
    return Requester.system(MigrationJob.NAME);
  }

  @Override
  public void conclude(Map<String, String> statement, SqlWork<Void> work) {
    throw new UnsupportedOperationException("only the finish of a job concludes");
  }
}
