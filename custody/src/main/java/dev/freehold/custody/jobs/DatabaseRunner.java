package dev.freehold.custody.jobs;

import com.github.kagkarlsson.shaded.jdbc.BatchPreparedStatementSetter;
import com.github.kagkarlsson.shaded.jdbc.ExternallyManagedConnection;
import com.github.kagkarlsson.shaded.jdbc.JdbcRunner;
import com.github.kagkarlsson.shaded.jdbc.PreparedStatementSetter;
import com.github.kagkarlsson.shaded.jdbc.ResultSetMapper;
import com.github.kagkarlsson.shaded.jdbc.RowMapper;
import com.github.kagkarlsson.shaded.jdbc.ThreadLocalTransactionContextProvider;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Runs each statement of db-scheduler in a transaction of a {@link Database}. */
final class DatabaseRunner extends JdbcRunner {

  private final Database database;

  DatabaseRunner(Database database) {
    // Every method that would ask for a connection of its own is overridden below.
    super(new ExternallyManagedConnection(null), new ThreadLocalTransactionContextProvider());
    this.database = database;
  }

  private static JdbcRunner on(Handle tx) {
    return new JdbcRunner(
        new ExternallyManagedConnection(tx.getConnection()),
        new ThreadLocalTransactionContextProvider());
  }

  @Override
  public int execute(String sql, PreparedStatementSetter parameters) {
    return database.write(tx -> on(tx).execute(sql, parameters));
  }

  @Override
  public <U> int[] executeBatch(
      String sql, List<U> rows, BatchPreparedStatementSetter<U> parameters) {
    return database.write(tx -> on(tx).executeBatch(sql, rows, parameters));
  }

  @Override
  public <T> List<T> query(String sql, PreparedStatementSetter parameters, RowMapper<T> mapper) {
    return database.read(tx -> on(tx).query(sql, parameters, mapper));
  }

  @Override
  public <T> T query(String sql, PreparedStatementSetter parameters, ResultSetMapper<T> mapper) {
    return database.read(tx -> on(tx).query(sql, parameters, mapper));
  }

  @Override
  public <T> T inTransaction(Function<JdbcRunner, T> work) {
    return database.write(tx -> work.apply(on(tx)));
  }
}
