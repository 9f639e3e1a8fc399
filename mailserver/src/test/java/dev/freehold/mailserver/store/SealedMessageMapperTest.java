package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Instant;
import org.apache.james.mailbox.store.mail.model.MapperProvider;
import org.apache.james.mailbox.store.mail.model.MessageMapperTest;
import org.apache.james.utils.UpdatableTickingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of message mappers")
class SealedMessageMapperTest extends MessageMapperTest {

  private final UpdatableTickingClock clock =
      new UpdatableTickingClock(Instant.parse("2026-11-29T05:00:00Z"));
  private final StoreFixture fixture = new StoreFixture(dialect(), clock);

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

  @Override
  protected UpdatableTickingClock updatableTickingClock() {
    return clock;
  }
}
