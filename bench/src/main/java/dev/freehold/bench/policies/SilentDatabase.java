package dev.freehold.bench.policies;

import dev.freehold.ledger.Appended;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.SqlWork;
import java.util.Collections;
import java.util.List;

/**
 * A database for a ledger that is switched off: it says of every shared append that it is durable,
 * and does nothing. Entries that are part of another transaction are written all the same.
 */
final class SilentDatabase implements Database {

  /** As many as can be in one append. */
  private static final List<Appended> ALL = Collections.nCopies(4_096, new Appended(1, 0));

  private final Database behind;

  SilentDatabase(Database behind) {
    this.behind = behind;
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return behind.read(work);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The ledger's appends alone.
  public <R> R write(SqlWork<R> work) {
    return (R) ALL;
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
  public void ping() {
    behind.ping();
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
