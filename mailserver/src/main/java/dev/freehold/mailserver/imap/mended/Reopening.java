package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.FailureNote;
import java.util.function.Function;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.EnableProcessor;
import reactor.core.publisher.Mono;

/**
 * Closes the folder that is open before another is opened, or the same again (RFC 3501, 6.3.1). The
 * library keeps it where the same one is opened, so that numbers of messages that came in since are
 * refused although EXISTS names them; and where the other cannot be opened. Nor does the library
 * close the folder again when it fails after it has opened it, as it does where the first unseen
 * message cannot be found: a client that hears NO takes none for open.
 */
final class Reopening {

  private Reopening() {}

  static Mono<Void> of(
      ImapSession session,
      Responder responder,
      StatusResponseFactory responses,
      Function<Responder, Mono<Void>> opening) {
    // A folder is opened in more places than the mailboxes, which note their failures themselves.
    return FailureNote.writing(
        session,
        Mono.defer(
            () -> {
              if (session.getSelected() == null) {
                return open(session, responder, opening);
              }
              if (EnableProcessor.getEnabledCapabilities(session)
                  .contains(ImapConstants.SUPPORTS_QRESYNC)) {
                responder.respond(
                    responses.untaggedOk(HumanReadableText.QRESYNC_CLOSED, ResponseCode.closed()));
              }
              return session.deselect().then(open(session, responder, opening));
            }));
  }

  private static Mono<Void> open(
      ImapSession session, Responder responder, Function<Responder, Mono<Void>> opening) {
    return Mono.defer(
        () -> {
          Outcome outcome = new Outcome(responder);
          return opening
              .apply(outcome)
              .onErrorResume(failure -> session.deselect().then(Mono.error(failure)))
              .then(Mono.defer(() -> outcome.isOpen ? Mono.empty() : session.deselect()));
        });
  }

  /** Passes on what the client hears, and knows from it whether the folder is open. */
  private static final class Outcome implements Responder {
    private final Responder client;
    private volatile boolean isOpen;

    Outcome(Responder client) {
      this.client = client;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      client.respond(message);
      if (message instanceof StatusResponse status && status.getTag() != null) {
        isOpen = status.getServerResponseType() == StatusResponse.Type.OK;
      }
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
