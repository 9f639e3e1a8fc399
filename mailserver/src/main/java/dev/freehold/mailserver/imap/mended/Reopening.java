package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.FailureNote;
import java.util.function.Supplier;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.EnableProcessor;
import reactor.core.publisher.Mono;

/**
 * Closes the folder that is open before another is opened, or the same again (RFC 3501, 6.3.1). The
 * library keeps it where the same one is opened, so that numbers of messages that came in since are
 * refused although EXISTS names them; and where the other cannot be opened.
 */
final class Reopening {

  private Reopening() {}

  static Mono<Void> of(
      ImapSession session,
      Responder responder,
      StatusResponseFactory responses,
      Supplier<Mono<Void>> opening) {
    // A folder is opened in more places than the mailboxes, which note their failures themselves.
    return FailureNote.writing(
        session,
        Mono.defer(
            () -> {
              if (session.getSelected() == null) {
                return opening.get();
              }
              if (EnableProcessor.getEnabledCapabilities(session)
                  .contains(ImapConstants.SUPPORTS_QRESYNC)) {
                responder.respond(
                    responses.untaggedOk(HumanReadableText.QRESYNC_CLOSED, ResponseCode.closed()));
              }
              return session.deselect().then(Mono.defer(opening));
            }));
  }
}
