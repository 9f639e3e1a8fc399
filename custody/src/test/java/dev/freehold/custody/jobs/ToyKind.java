package dev.freehold.custody.jobs;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A kind whose work is to count up every item of a table by one, so that doing it twice shows. */
final class ToyKind implements JobKind {

  static final String NAME = "toy";
  static final int BYTES_PER_ITEM = 10;

  /** Called before each step of a shard; what it returns, if not null, is the step's outcome. */
  volatile Function<JobStep, JobOutcome> before = step -> null;

  /** Called inside each commit of a shard. */
  volatile Runnable inside = () -> {};

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** The shards of which this node did something. */
  final List<Integer> shards = new CopyOnWriteArrayList<>();

  final List<Commit> commits = new CopyOnWriteArrayList<>();

  /**
   * One commit.
   *
   * @param nanos how long it took, pause included
   */
  record Commit(int budget, long nanos) {}

  static void createTables(Database database) {
    database.write(
        tx -> {
          tx.execute(
              """
              CREATE TABLE IF NOT EXISTS toy_items (subject TEXT NOT NULL, shard INTEGER NOT NULL,
                item INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (subject, shard, item))\
              """);
          return null;
        });
  }

  static void insertItems(Handle tx, UUID subject, int shards, int itemsPerShard) {
    var batch = tx.prepareBatch("INSERT INTO toy_items VALUES (:subject, :shard, :item, 0)");
    for (int shard = 0; shard < shards; shard++) {
      for (int item = 0; item < itemsPerShard; item++) {
        batch.bind("subject", subject.toString()).bind("shard", shard).bind("item", item).add();
      }
    }
    // The finish is counted too.
    batch.bind("subject", subject.toString()).bind("shard", shards).bind("item", 0).add();
    batch.execute();
  }

  /** How often the items were done, each number once; {@code [1]} if each was done once. */
  static List<Integer> times(Database database, UUID subject) {
    return database.read(
        tx ->
            tx.createQuery("SELECT DISTINCT times FROM toy_items WHERE subject = :subject")
                .bind("subject", subject.toString())
                .mapTo(Integer.class)
                .list());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  /** Waits until the node is being closed. */
  void awaitStop() {
    Eventually.holds("the node is being closed", () -> stopped.getCount() == 0);
  }

  @Override
  public JobOutcome step(JobStep step) {
    JobOutcome given = before.apply(step);
    if (given != null) {
      return given;
    }
    int all = Integer.parseInt(step.parameters().get("itemsPerShard"));
    int batch = Integer.parseInt(step.parameters().get("batch"));
    int from = step.position().isEmpty() ? 0 : Integer.parseInt(step.position());
    int budget = step.budgetItems();
    int to = Math.min(all, from + Math.min(batch, budget));
    if (from == all) {
      return new JobOutcome.ShardDone();
    }
    long startNanos = System.nanoTime();
    step.commit(
        Integer.toString(to),
        to - from,
        (long) BYTES_PER_ITEM * (to - from),
        tx -> {
          inside.run();
          return count(tx, step, from, to);
        });
    commits.add(new Commit(budget, System.nanoTime() - startNanos));
    shards.add(step.shard());
    return to == all ? new JobOutcome.ShardDone() : new JobOutcome.More();
  }

  @Override
  public JobOutcome finish(JobStep step) {
    step.conclude(
        Map.of("toys", "all"),
        tx -> {
          count(tx, step, 0, 1);
          return null;
        });
    return new JobOutcome.ShardDone();
  }

  private static int count(Handle tx, JobStep step, int from, int to) {
    return tx.createUpdate(
            """
            UPDATE toy_items SET times = times + 1
            WHERE subject = :subject AND shard = :shard AND item >= :from AND item < :to\
            """)
        .bind("subject", step.subjectId().toString())
        .bind("shard", step.shard())
        .bind("from", from)
        .bind("to", to)
        .execute();
  }
}
