package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** FETCH that says if messages it names are gone, see {@link GoneNumbers}. */
public final class FetchCommand extends FetchProcessor {

  /** FETCH from these mailboxes. */
  public FetchCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      FetchRequest request, ImapSession session, Responder responder) {
    return super.processRequestReactive(
        request,
        session,
        request.isUseUids()
            ? responder
            : new GoneNumbers(request, request.getIdSet(), session, responder));
  }
}
