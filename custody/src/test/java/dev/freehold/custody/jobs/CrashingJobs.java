package dev.freehold.custody.jobs;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** A node that works on toys, says so, and waits to be killed. */
final class CrashingJobs {

  private CrashingJobs() {}

  /**
   * Takes the file of the database and the number of lines; prints a line for each commit before it
   * goes on, and stops before it would print too many.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Database database = JobsFixture.open(settings(Path.of(arguments[0])));
    Semaphore lines = new Semaphore(Integer.parseInt(arguments[1]));
    ToyKind kind = new ToyKind();
    kind.before =
        step -> {
          if (!step.position().isEmpty()) {
            lines.acquireUninterruptibly();
            System.out.println(step.shard() + " " + step.position() + " done");
          }
          return null;
        };
    try (JobRunner _ = JobsFixture.node(database, kind, JobsFixture.quick(Duration.ofMillis(50)))) {
      Thread.currentThread().join();
    }
  }

  static DatabaseSettings settings(Path file) {
    return new DatabaseSettings.Sqlite(file);
  }
}
