package dev.freehold.files;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;

/** A step of a job that commits whatever it is given. */
record SystemStep(Database database, UUID tenantId, int budgetItems) implements JobStep {

  @Override
  public <R> R commit(String newPosition, long items, long bytes, SqlWork<R> work) {
    return database.write(work);
  }

  @Override
  public UUID jobId() {
    return new UUID(7, 7);
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
    return "";
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
