package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.imap.processor.StoreProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** STORE that says if messages it names are gone, see {@link GoneNumbers}. */
public final class StoreCommand extends StoreProcessor {

  /** STORE in these mailboxes. */
  public StoreCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      StoreRequest request, ImapSession session, Responder responder) {
    return super.processRequestReactive(
        request,
        session,
        request.isUseUids()
            ? responder
            : new GoneNumbers(request, request.getIdSet(), session, responder));
  }
}
