package dev.freehold.content.testing;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;

/** A step of a job that never loses its shard, unless a test says so. For one thread. */
public final class TestStep implements JobStep {

  private final Database database;
  private final int budgetItems;
  private UUID tenantId = new UUID(8, 8);
  private UUID subjectId = new UUID(9, 9);
  private Requester requester = Requester.system("reseal");
  private Runnable beforeCommit = () -> {};
  private Runnable afterCommit = () -> {};
  private int commits;
  private long items;
  private long bytes;

  /** A step that commits to {@code database}, with a budget of {@code budgetItems}. */
  public TestStep(Database database, int budgetItems) {
    this.database = database;
    this.budgetItems = budgetItems;
  }

  /** Makes it a step about {@code subject}, a thing of {@code tenant}. */
  public TestStep about(UUID tenant, UUID subject) {
    tenantId = tenant;
    subjectId = subject;
    return this;
  }

  /** Makes it one of the job kind {@code kind}. */
  public TestStep of(String kind) {
    requester = Requester.system(kind);
    return this;
  }

  /** Runs {@code work} before each commit's transaction. */
  public TestStep beforeCommit(Runnable work) {
    beforeCommit = work;
    return this;
  }

  /** Runs {@code work} when a commit's transaction is durable. */
  public TestStep afterCommit(Runnable work) {
    afterCommit = work;
    return this;
  }

  /** Kills the step's node before the commit of that number, from 1, which is lost; 0 for never. */
  public TestStep killedAt(int commit) {
    return beforeCommit(
        () -> {
          if (commits + 1 == commit) {
            throw new JobInterruptedException("killed");
          }
        });
  }

  /** How often it has committed. */
  public int commits() {
    return commits;
  }

  /** How many items its commits said they had done. */
  public long items() {
    return items;
  }

  /** How many bytes its commits said they had moved. */
  public long bytes() {
    return bytes;
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
    return tenantId;
  }

  @Override
  public UUID subjectId() {
    return subjectId;
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
    return requester;
  }

  @Override
  public void conclude(Map<String, String> statement, SqlWork<Void> work) {
    throw new UnsupportedOperationException("only the finish of a job concludes");
  }
}
