package dev.freehold.vault.housekeeping;

import java.time.Instant;

/**
 * Work that is done when it is due, without a request. Several processes may run the same job on
 * one database at the same time: each unit of work is one transaction that checks whether it is
 * still due.
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
