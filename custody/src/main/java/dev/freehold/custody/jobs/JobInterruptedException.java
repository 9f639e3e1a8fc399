package dev.freehold.custody.jobs;

/** The shard is no longer this execution's: the job was paused, or another node took it over. */
public final class JobInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States why the step must not go on. */
  public JobInterruptedException(String why) {
    super(why);
  }
}
