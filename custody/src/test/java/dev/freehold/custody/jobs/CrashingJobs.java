package dev.freehold.custody.jobs;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;

/** A node that works on toys, says so, and waits to be killed. */
final class CrashingJobs {

  private CrashingJobs() {}

  /** Takes the file of the database; prints a line for each commit before it goes on. */
  public static void main(String[] arguments) throws InterruptedException {
    Database database = JobsFixture.open(settings(Path.of(arguments[0])));
    ToyKind kind = new ToyKind();
    kind.before =
        step -> {
          if (!step.position().isEmpty()) {
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
