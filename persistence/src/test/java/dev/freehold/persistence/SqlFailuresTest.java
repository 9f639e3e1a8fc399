package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What callers are told of a failed database")
class SqlFailuresTest {

  @Test
  @DisplayName("is that it does not answer, if the connection ended before their first statement")
  void closedBefore() {
    SQLException closed = new SQLException("This connection has been closed.", "08003");
    assertThat(SqlFailures.ofRead(closed))
        .asInstanceOf(InstanceOfAssertFactories.type(PersistenceException.class))
        .returns(PersistenceError.UNREACHABLE, PersistenceException::error)
        .returns(closed, PersistenceException::getCause);
  }
}
