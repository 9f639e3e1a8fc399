package dev.freehold.persistence;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The transaction belongs to the {@link Database}: work can set savepoints in it, but not end it.
 */
final class GivenTransaction implements TransactionHandler {

  @Override
  public void begin(Handle handle) {
    throw refusal();
  }

  @Override
  public void commit(Handle handle) {
    throw refusal();
  }

  @Override
  public void rollback(Handle handle) {
    throw refusal();
  }

  @Override
  public boolean isInTransaction(Handle handle) {
    return true;
  }

  @Override
  public void savepoint(Handle handle, String name) {
    run(handle, "SAVEPOINT " + quoted(name));
  }

  @Override
  public void rollbackToSavepoint(Handle handle, String name) {
    run(handle, "ROLLBACK TO SAVEPOINT " + quoted(name));
  }

  @Override
  public void releaseSavepoint(Handle handle, String name) {
    run(handle, "RELEASE SAVEPOINT " + quoted(name));
  }

  @Override
  public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback)
      throws X {
    return callback.withHandle(handle);
  }

  @Override
  public <R, X extends Exception> R inTransaction(
      Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback) throws X {
    throw refusal();
  }

  private static void run(Handle handle, String sql) {
    try (var statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new TransactionException("the savepoint statement failed", e);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static IllegalStateException refusal() {
    return new IllegalStateException(
        "the database begins and ends the transaction; throw an exception to undo the work");
  }
}
