package dev.freehold.content.store;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;

/** A step of a job that never loses its shard, unless a test says so. */
final class TestStep implements JobStep {

  private final Database database;
  private final int budgetItems;
  private Runnable beforeCommit = () -> {};
  private Runnable afterCommit = () -> {};
  int commits;
  long items;
  long bytes;

  TestStep(Database database, int budgetItems) {
    this.database = database;
    this.budgetItems = budgetItems;
  }

  /** Runs {@code work} before each commit's transaction. */
  TestStep beforeCommit(Runnable work) {
    beforeCommit = work;
    return this;
  }

  /** Runs {@code work} when a commit's transaction is durable. */
  TestStep afterCommit(Runnable work) {
    afterCommit = work;
    return this;
  }

  @Override
  public <R> R commit(String newPosition, long newItems, long newBytes, SqlWork<R> work) {
    beforeCommit.run();
    R result = database.write(work);
    commits++;
    items += newItems;
    bytes += newBytes;
    afterCommit.run();
    return result;
  }

  @Override
  public UUID jobId() {
    return new UUID(7, 7);
  }

  @Override
  public UUID tenantId() {
    return new UUID(8, 8);
  }

  @Override
  public UUID subjectId() {
    return new UUID(9, 9);
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
    return "here";
  }

  @Override
  public int budgetItems() {
    return budgetItems;
  }

  @Override
  public Requester requester() {
    return Requester.system("reseal");
  }

  @Override
  public void conclude(Map<String, String> statement, SqlWork<Void> work) {
    throw new UnsupportedOperationException("only the finish of a job concludes");
  }
}
