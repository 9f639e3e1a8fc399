package dev.freehold.custody.jobs;

/** What a job is doing. */
public enum JobState {
  /** It was ordered and has not begun. */
  QUEUED,
  /** It is being worked on. */
  RUNNING,
  /** A part of it cannot go on now and is tried again by itself; the job says why. */
  WAITING,
  /** Somebody paused it; it goes on when somebody resumes it. */
  PAUSED,
  /** All of it is done, and its statement tells what it came to. */
  DONE,
  /**
   * It cannot be done as things are; the job says why. What was done stays done, and the job goes
   * on with the rest when somebody resumes it.
   */
  FAILED,
  /** Somebody called it off, or a newer order took its place. What was done stays done. */
  CANCELLED
}
