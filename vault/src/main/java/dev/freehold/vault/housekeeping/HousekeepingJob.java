package dev.freehold.vault.housekeeping;

import java.time.Instant;

/**
 * Something to be done when its time has come, whether or not anyone asks. Several processes may
 * run the same job on one database at the same time: each unit of work is one transaction that
 * checks for itself whether it is still to be done.
 */
public interface HousekeepingJob {

  /** What the log calls it. */
  String name();

  /**
   * Does a bounded piece of what is due at {@code now}.
   *
   * @return whether more may be due, so that it should run again at once
   */
  boolean run(Instant now);
}
