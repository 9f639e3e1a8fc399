package dev.freehold.custody.jobs;

/**
 * A kind of job: what a step of a shard does. Steps run outside any transaction and make their work
 * durable by {@link JobStep#commit} alone, so that a node that was thought dead and comes back
 * cannot do work twice. A job may be cancelled between any two commits, so each commit must leave a
 * valid state. Implementations are safe for use by many threads.
 */
public interface JobKind {

  /** A stable name in lower case, such as {@code assign}. */
  String name();

  /**
   * Does the next piece of one shard, a second's worth at most, from {@link JobStep#position} on.
   */
  JobOutcome step(JobStep step);

  /**
   * Does the next piece of what comes after the last shard, as a shard of its own: usually the
   * statement of what was done, which {@link JobStep#conclude} makes durable.
   */
  JobOutcome finish(JobStep step);

  /**
   * True of a kind whose steps wait for servers elsewhere, which may be silent for long. Such steps
   * have threads of their own, and hold up no other job.
   */
  default boolean waitsForOthers() {
    return false;
  }

  /** Ends what steps wait for elsewhere, because this node stops; a step may begin no more. */
  default void stop() {}
}
