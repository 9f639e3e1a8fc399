package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.GetQuotaRootRequest;
import org.apache.james.imap.processor.GetQuotaRootProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** GETQUOTAROOT that gives the quota root a name for people, see {@link NamedQuota}. */
public final class GetQuotaRootCommand extends GetQuotaRootProcessor {

  /** GETQUOTAROOT over these mailboxes. */
  public GetQuotaRootCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      QuotaRootResolver roots,
      QuotaManager quotas,
      MetricFactory metrics) {
    super(mailboxes, responses, roots, quotas, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      GetQuotaRootRequest request, ImapSession session, Responder responder) {
    return super.processRequestReactive(request, session, new NamedQuota(responder));
  }
}
