package dev.freehold.persistence;

import org.jdbi.v3.core.Handle;

/**
 * The statements of one transaction.
 *
 * <p>Keep it short: on SQLite all writers wait for each other's work. It runs on the writer's
 * thread, so none of the caller's thread-bound context is there but {@link WorkOrigin}. Never call
 * a network or a slow file inside. After a statement that failed, throw, or go back to a savepoint
 * set before it; PostgreSQL refuses everything else.
 *
 * @param <R> what the transaction returns
 */
@FunctionalInterface
public interface SqlWork<R> {

  /** Runs statements on {@code handle}, which belongs to this transaction and must not be kept. */
  R run(Handle handle);
}
