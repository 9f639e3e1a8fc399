package dev.freehold.persistence;

import org.jdbi.v3.core.Handle;

/**
 * The statements of one transaction.
 *
 * @param <R> what the transaction returns
 */
@FunctionalInterface
public interface SqlWork<R> {

  /** Runs statements on {@code handle}, which belongs to this transaction and must not be kept. */
  R run(Handle handle);
}
