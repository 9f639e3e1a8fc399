package dev.freehold.mailserver.imap.mended;

import org.apache.james.events.EventBus;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.SelectRequest;
import org.apache.james.imap.processor.SelectProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * SELECT that closes the folder that is open first, see {@link Reopening}, and tells what changed
 * meanwhile, see {@link Resynchronizing}.
 */
public final class SelectCommand extends SelectProcessor {

  private final StatusResponseFactory responses;

  /** SELECT over these mailboxes. */
  public SelectCommand(
      MailboxManager mailboxes,
      EventBus events,
      StatusResponseFactory responses,
      MetricFactory metrics) {
    super(mailboxes, events, responses, metrics);
    this.responses = responses;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      SelectRequest request, ImapSession session, Responder responder) {
    return Reopening.of(
        session,
        responder,
        responses,
        client -> {
          ReadOnlyFolder.opens(session, false);
          return Resynchronizing.run(
              request,
              session,
              client,
              getMailboxManager(),
              held -> super.processRequestReactive(request, session, held));
        });
  }

  @Override
  protected MDCBuilder mdc(SelectRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "SELECT");
  }
}
