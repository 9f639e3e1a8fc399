package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.store.mail.model.MapperProvider;
import org.apache.james.mailbox.store.mail.model.MessageMoveTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("James's contract of moving messages")
class SealedMovesTest extends MessageMoveTest {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected MapperProvider createMapperProvider() {
    return new SealedMapperProvider(fixture);
  }
}
