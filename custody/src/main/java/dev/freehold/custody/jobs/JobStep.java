package dev.freehold.custody.jobs;

import dev.freehold.custody.Requester;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.UUID;

/** One execution of a shard: where it is, and the only way to make its work durable. */
public interface JobStep {

  /** The job. */
  UUID jobId();

  /** The tenant whose job it is. */
  UUID tenantId();

  /** What it is about: a policy, a geo, a mailbox. */
  UUID subjectId();

  /** The arguments of the job. */
  Map<String, String> parameters();

  /** Which shard this is, from 0; equal to {@link #shards} for the finish. */
  int shard();

  /** How many shards there are. */
  int shards();

  /** The position of the shard; empty at first. */
  String position();

  /** How many items the throttle allows for the next commit, at least 1. */
  int budgetItems();

  /**
   * How many rows the throttle allows for the next {@link #commitRows}, at least 1. While users
   * wait it follows how long such commits held up other writers.
   */
  default int budgetRows() {
    return budgetItems();
  }

  /** On whose behalf keys are opened: system work, named after the job. */
  Requester requester();

  /**
   * Runs {@code work} and moves the shard on in one transaction, then waits as long as the throttle
   * says.
   *
   * @param newPosition what {@link #position} is from now on
   * @param items how many items were finished
   * @param bytes how many bytes were moved
   * @throws JobInterruptedException if the job was paused, or another node has the shard; nothing
   *     of {@code work} is kept, and the step lets the exception through. Nor is it after any other
   *     exception but a {@code PersistenceException}, which leaves open whether it is
   */
  <R> R commit(String newPosition, long items, long bytes, SqlWork<R> work);

  /**
   * Commits as {@link #commit} work that changes rows and does little else.
   *
   * @param rows how many it goes through
   */
  default <R> R commitRows(String newPosition, int rows, long items, SqlWork<R> work) {
    return commit(newPosition, items, 0, work);
  }

  /**
   * Commits as {@link #commit} and records what the whole job came to; from a finish only.
   *
   * @param statement facts by lower-camel-case name, for people and auditors
   */
  void conclude(Map<String, String> statement, SqlWork<Void> work);
}
