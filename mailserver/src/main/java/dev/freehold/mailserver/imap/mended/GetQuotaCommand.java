package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.StatusLine;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.GetQuotaRequest;
import org.apache.james.imap.processor.GetQuotaProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** GETQUOTA of the session's own mailbox by the name that {@link NamedQuota} gives. */
public final class GetQuotaCommand extends GetQuotaProcessor {

  private static final Refusal NO_SUCH_ROOT =
      Refusal.no("NONEXISTENT", "there is no quota root of this name; GETQUOTAROOT names yours");

  private final QuotaRootResolver roots;

  /** GETQUOTA over these mailboxes. */
  public GetQuotaCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      QuotaManager quotas,
      QuotaRootResolver roots,
      MetricFactory metrics) {
    super(mailboxes, responses, quotas, roots, metrics);
    this.roots = roots;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      GetQuotaRequest request, ImapSession session, Responder responder) {
    if (!request.getQuotaRoot().equals(NamedQuota.NAME)) {
      return Mono.fromRunnable(
          () -> responder.respond(StatusLine.of(request.getTag().asString(), NO_SUCH_ROOT)));
    }
    MailboxPath inbox = MailboxPath.inbox(session.getMailboxSession());
    return Mono.from(roots.getQuotaRootReactive(inbox))
        .map(root -> new GetQuotaRequest(request.getTag(), root.getValue()))
        .flatMap(own -> super.processRequestReactive(own, session, new NamedQuota(responder)));
  }
}
