package dev.freehold.custody.seals;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What a transaction knows of the state of a row that it has read. */
enum Sight {
  /** It was durable, because the transaction only reads; it may be older than the newest one. */
  DURABLE,
  /** It may be the transaction's own, and never come to be; or older than the newest one. */
  ANY,
  /** It is the newest, because the transaction has locked the row; it may be its own. */
  NEWEST;

  /** That of a transaction which has not locked the row. */
  static Sight of(Handle tx) {
    try {
      return tx.getConnection().isReadOnly() ? DURABLE : ANY;
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /** Whether the row's number may be confirmed. */
  boolean isDurable() {
    return switch (this) {
      case DURABLE -> true;
      case ANY, NEWEST -> false;
    };
  }

  /** Whether the row may have been changed after the transaction began. */
  boolean mayBeOlder() {
    return switch (this) {
      case DURABLE, ANY -> true;
      case NEWEST -> false;
    };
  }
}
