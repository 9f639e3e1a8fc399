package dev.freehold.custody.jobs;

/** The outcome of a step. */
public sealed interface JobOutcome {

  /** There is more to do in this shard. */
  record More() implements JobOutcome {}

  /** Nothing is left to do in this shard. */
  record ShardDone() implements JobOutcome {}

  /**
   * The step cannot go on now, usually because a vault does not let it: the job waits, says why,
   * and tries again by itself.
   *
   * @param code a stable code
   * @param reason what is expected and what to do; safe to show
   * @param isForPerson whether somebody has to be told that it is their turn: the ledger then
   *     records that the wait began
   */
  record Waits(String code, String reason, boolean isForPerson) implements JobOutcome {

    /** Waits for something that is no person. */
    public Waits(String code, String reason) {
      this(code, reason, false);
    }
  }

  /**
   * The job cannot be done as things are, and trying again by itself would not help.
   *
   * @param code a stable code
   * @param reason what happened and what to do instead; safe to show
   */
  record Fails(String code, String reason) implements JobOutcome {}
}
