package dev.freehold.custody.moves;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Changes of many rows by one statement. Its values are put together before the transaction, so
 * that a database with one writer does not wait for that.
 *
 * @param count how many rows there are
 * @param statement changes those that are as they were read
 */
record PreparedRows(int count, Statement statement) {

  /**
   * Changes the rows. False if one of them is not as it was read; then nothing of the transaction
   * may be kept: a wrap under one policy in the row of another would never open again, and nor
   * would an order with the seal of another be followed.
   */
  boolean change(Handle tx) {
    try {
      return statement.run(tx) == count;
    } catch (SQLException e) {
      throw new IllegalStateException("moved keys could not be written", e);
    }
  }

  /** A statement with its values. */
  @FunctionalInterface
  interface Statement {
    /** How many rows it changed. */
    int run(Handle tx) throws SQLException;
  }
}
