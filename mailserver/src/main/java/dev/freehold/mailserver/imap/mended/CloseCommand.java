package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CloseRequest;
import org.apache.james.imap.processor.CloseProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** CLOSE that removes nothing from a folder that EXAMINE opened. */
public final class CloseCommand extends CloseProcessor {

  /** CLOSE in these mailboxes. */
  public CloseCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      CloseRequest request, ImapSession session, Responder responder) {
    return ReadOnlyFolder.isOpen(session)
        ? session.deselect().then(Mono.fromRunnable(() -> okComplete(request, responder)))
        : super.processRequestReactive(request, session, responder);
  }
}
