package dev.freehold.persistence;

import java.util.Optional;

/** A database that is only read. */
public abstract class ReadOnlyDatabase implements Database {

  private static final DatabaseStatistics NOTHING = new DatabaseStatistics(0, 0, 0);

  private final Attachments attachments = new Attachments();

  @Override
  public final Attachments attachments() {
    return attachments;
  }

  @Override
  public final <R> R write(SqlWork<R> work) {
    throw refused();
  }

  @Override
  public final boolean clearRemains() {
    throw refused();
  }

  @Override
  public final Erasure eraseFreed() {
    throw refused();
  }

  @Override
  public final void ping() {
    throw refused();
  }

  /** Its tables may be newer than this program's. */
  @Override
  public final Optional<PersistenceException> outgrown() {
    return Optional.empty();
  }

  @Override
  public final DatabaseStatistics statistics() {
    return NOTHING;
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("this database was opened to be read only");
  }
}
