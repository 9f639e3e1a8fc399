package dev.freehold.mailserver.imap.mended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mailserver.imap.answers.FailureNote;
import java.lang.reflect.Proxy;
import org.apache.james.core.Username;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.encode.FakeImapSession;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MailboxSessionUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ReopeningTest {

  private static final StatusResponseFactory RESPONSES = new UnpooledStatusResponseFactory();
  private static final ImapCommand SELECT = ImapConstants.SELECT_COMMAND;

  /** One that closes, and does nothing else. */
  private static final SelectedMailbox FOLDER =
      (SelectedMailbox)
          Proxy.newProxyInstance(
              ReopeningTest.class.getClassLoader(),
              new Class<?>[] {SelectedMailbox.class},
              (_, _, _) -> Mono.empty());

  @Test
  @DisplayName("Whatever fails while a folder is opened is noted, so that the client hears why")
  void noted() {
    MailboxSession mailbox = MailboxSessionUtil.create(Username.of("alice@contoso.example"));
    FailureNote.putInto(mailbox);
    FakeImapSession session = new FakeImapSession();
    session.authenticated();
    session.setMailboxSession(mailbox);
    IllegalStateException failure = new IllegalStateException("the database does not answer");
    Mono<Void> opening = Reopening.of(session, new Nobody(), RESPONSES, _ -> Mono.error(failure));
    assertThatThrownBy(opening::block).isSameAs(failure);
    assertThat(FailureNote.of(mailbox).orElseThrow().take()).contains(failure);
  }

  @Test
  @DisplayName("RFC 3501: no folder is open after one that was opened and then failed")
  void failsLate() {
    FakeImapSession session = new FakeImapSession();
    session.authenticated();
    session.setMailboxSession(MailboxSessionUtil.create(Username.of("alice@contoso.example")));
    IllegalStateException failure = new IllegalStateException("the database does not answer");
    Mono<Void> opening =
        Reopening.of(
            session,
            new Heard(),
            RESPONSES,
            _ -> session.selected(FOLDER).then(Mono.error(failure)));
    assertThatThrownBy(opening::block).isSameAs(failure);
    assertThat(session.getSelected()).isNull();
    assertThat(session.getState()).isEqualTo(ImapSessionState.AUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("RFC 3501: the folder is open if and only if the client heard OK")
  void heard(boolean isOpen) {
    FakeImapSession session = new FakeImapSession();
    session.authenticated();
    Tag tag = new Tag("a1");
    Reopening.of(
            session,
            new Heard(),
            RESPONSES,
            client ->
                session
                    .selected(FOLDER)
                    .then(
                        Mono.fromRunnable(
                            () ->
                                client.respond(
                                    isOpen
                                        ? RESPONSES.taggedOk(
                                            tag, SELECT, HumanReadableText.COMPLETED)
                                        : RESPONSES.taggedNo(
                                            tag, SELECT, HumanReadableText.SELECT)))))
        .block();
    assertThat(session.getSelected() != null).isEqualTo(isOpen);
    assertThat(session.getState())
        .isEqualTo(isOpen ? ImapSessionState.SELECTED : ImapSessionState.AUTHENTICATED);
  }

  /** Who hears anything. */
  private static final class Heard implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      assertThat(message).isNotNull();
    }

    @Override
    public void flush() {
      // Nothing waits.
    }
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
