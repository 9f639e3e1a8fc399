package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.ExpungeRequest;
import org.apache.james.imap.processor.ExpungeProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * EXPUNGE that answers if {@code UID EXPUNGE $} names no message, and that is refused where EXAMINE
 * opened the folder.
 */
public final class ExpungeCommand extends ExpungeProcessor {

  /** EXPUNGE in these mailboxes. */
  public ExpungeCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      ExpungeRequest request, ImapSession session, Responder responder) {
    if (request.getUidSet() != null && request.getUidSet().length == 0) {
      return unsolicitedResponses(session, responder, false)
          .then(Mono.fromRunnable(() -> okComplete(request, responder)));
    }
    return ReadOnlyFolder.unless(
        request,
        session,
        responder,
        () -> super.processRequestReactive(request, session, responder));
  }
}
