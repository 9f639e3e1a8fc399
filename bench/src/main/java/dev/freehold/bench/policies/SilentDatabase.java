package dev.freehold.bench.policies;

import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlWork;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * A database for a ledger that is switched off: what the ledger writes by itself goes nowhere, at
 * once. Entries that are part of another transaction are written all the same.
 */
final class SilentDatabase implements Database {

  private final Database behind;
  private final Jdbi nowhere = Jdbi.create(SilentConnection::open);

  SilentDatabase(Database behind) {
    this.behind = behind;
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return behind.read(work);
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    return nowhere.withHandle(work::run);
  }

  @Override
  public boolean clearRemains() {
    return behind.clearRemains();
  }

  @Override
  public Erasure eraseFreed() {
    return behind.eraseFreed();
  }

  @Override
  public Dialect dialect() {
    return behind.dialect();
  }

  @Override
  public Attachments attachments() {
    return behind.attachments();
  }

  @Override
  public void ping() {
    behind.ping();
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return behind.outgrown();
  }

  @Override
  public DatabaseStatistics statistics() {
    return behind.statistics();
  }

  @Override
  public void close() {
    behind.close();
  }
}
