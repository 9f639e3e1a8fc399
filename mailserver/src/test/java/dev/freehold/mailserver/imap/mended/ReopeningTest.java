package dev.freehold.mailserver.imap.mended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mailserver.imap.answers.FailureNote;
import org.apache.james.core.Username;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.encode.FakeImapSession;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MailboxSessionUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ReopeningTest {

  @Test
  @DisplayName("Whatever fails while a folder is opened is noted, so that the client hears why")
  void noted() {
    MailboxSession mailbox = MailboxSessionUtil.create(Username.of("alice@contoso.example"));
    FailureNote.putInto(mailbox);
    FakeImapSession session = new FakeImapSession();
    session.authenticated();
    session.setMailboxSession(mailbox);
    IllegalStateException failure = new IllegalStateException("the database does not answer");
    Mono<Void> opening =
        Reopening.of(
            session, new Nobody(), new UnpooledStatusResponseFactory(), () -> Mono.error(failure));
    assertThatThrownBy(opening::block).isSameAs(failure);
    assertThat(FailureNote.of(mailbox).orElseThrow().take()).contains(failure);
  }

  /** Who hears nothing. */
  private static final class Nobody implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      throw new AssertionError(message);
    }

    @Override
    public void flush() {
      throw new AssertionError();
    }
  }
}
