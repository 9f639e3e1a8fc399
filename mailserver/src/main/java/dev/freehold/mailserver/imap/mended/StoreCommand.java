package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.hints.UnchangedSince;
import dev.freehold.mailserver.imap.answers.LaterNews;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.imap.processor.StoreProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * STORE that says if messages it names are gone, see {@link GoneNumbers}. With UNCHANGEDSINCE the
 * transaction that changes the flags compares mod-sequences, see {@link UnchangedSince}; James
 * compares them before it, so that two clients could both change what both had seen.
 */
public final class StoreCommand extends StoreProcessor {

  /** STORE in these mailboxes. */
  public StoreCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      StoreRequest request, ImapSession session, Responder responder) {
    Responder client =
        request.isUseUids()
            ? responder
            : new GoneNumbers(request, request.getIdSet(), session, responder);
    return ReadOnlyFolder.unless(
        request, session, responder, () -> store(request, session, client));
  }

  private Mono<Void> store(StoreRequest request, ImapSession session, Responder client) {
    if (request.isUseUids() && session.getSelected().existsCount() == 0) {
      // A UID that no message has is no mistake (RFC 3501 section 6.4.8).
      return unsolicitedResponses(session, client, false, true)
          .then(Mono.fromRunnable(() -> okComplete(request, client)));
    }
    return request.getUnchangedSince() < 0
        ? super.processRequestReactive(request, session, client)
        : conditional(request, session, client);
  }

  @Override
  protected Mono<Void> unsolicitedResponses(
      ImapSession session, Responder responder, boolean omitExpunged, boolean useUid) {
    return LaterNews.of(() -> super.unsolicitedResponses(session, responder, omitExpunged, useUid));
  }

  private Mono<Void> conditional(StoreRequest request, ImapSession session, Responder client) {
    MailboxSession mailbox = session.getMailboxSession();
    UnchangedSince condition = UnchangedSince.begin(mailbox, request.getUnchangedSince());
    return super.processRequestReactive(
            request,
            session,
            new ModifiedMeanwhile(request, condition, session.getSelected(), client))
        // Before the end of this command is known, and with it the next one can come.
        .doOnTerminate(() -> condition.end(mailbox))
        .doOnCancel(() -> condition.end(mailbox));
  }
}
