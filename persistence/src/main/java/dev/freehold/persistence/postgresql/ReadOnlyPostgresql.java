package dev.freehold.persistence.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.JdbiSetup;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.ReadOnlyDatabase;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL database whose transactions are read-only. */
public final class ReadOnlyPostgresql extends ReadOnlyDatabase {

  private final HikariDataSource readers;
  private final Jdbi reading;

  /** Opens a database for reading. */
  public ReadOnlyPostgresql(DatabaseSettings.Postgresql settings) {
    this.readers = PostgresqlPool.patientReaders(settings);
    this.reading = JdbiSetup.over(readers::getConnection, attachments());
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    try (Handle handle = reading.open()) {
      return OpenTransactions.inside(this, OpenTransactions.current(), () -> work.run(handle));
    } catch (Throwable e) {
      throw DatabaseRefusals.unchecked(SqlFailures.ofRead(e));
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public void close() {
    readers.close();
  }
}
