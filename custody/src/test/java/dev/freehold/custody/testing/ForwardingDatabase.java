package dev.freehold.custody.testing;

import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlWork;
import java.util.Optional;

/**
 * Another database under a test's control; closing it closes nothing, for the other is the test's.
 */
public abstract class ForwardingDatabase implements Database {

  /** Where everything goes. */
  protected final Database inner;

  protected ForwardingDatabase(Database inner) {
    this.inner = inner;
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return inner.read(work);
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    return inner.write(work);
  }

  @Override
  public boolean clearRemains() {
    return inner.clearRemains();
  }

  @Override
  public Erasure eraseFreed() {
    return inner.eraseFreed();
  }

  @Override
  public Dialect dialect() {
    return inner.dialect();
  }

  @Override
  public Attachments attachments() {
    return inner.attachments();
  }

  @Override
  public void ping() {
    inner.ping();
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return inner.outgrown();
  }

  @Override
  public DatabaseStatistics statistics() {
    return inner.statistics();
  }

  @Override
  public void close() {
    // The other database is the test's.
  }
}
