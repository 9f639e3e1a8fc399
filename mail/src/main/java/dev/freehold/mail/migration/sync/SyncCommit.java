package dev.freehold.mail.migration.sync;

import dev.freehold.persistence.SqlWork;

/** Makes a piece of work durable, if the mailbox is still the caller's to work on. */
@FunctionalInterface
public interface SyncCommit {

  /**
   * Runs {@code work} in a transaction.
   *
   * @throws dev.freehold.custody.jobs.JobInterruptedException if the mailbox is not
   */
  void commit(SqlWork<Void> work);
}
