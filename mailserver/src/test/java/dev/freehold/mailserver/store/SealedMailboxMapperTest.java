package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.UUID;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.model.MailboxMapperTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of mailbox mappers")
class SealedMailboxMapperTest extends MailboxMapperTest {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected MailboxMapper createMailboxMapper() {
    return new ManyUsersMailboxMapper(fixture);
  }

  @Override
  protected MailboxId generateId() {
    return new FolderId(UUID.randomUUID());
  }
}
