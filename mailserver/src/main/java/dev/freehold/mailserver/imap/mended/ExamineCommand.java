package dev.freehold.mailserver.imap.mended;

import org.apache.james.events.EventBus;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.ExamineRequest;
import org.apache.james.imap.processor.ExamineProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * EXAMINE that closes the folder that is open first, see {@link Reopening}, and tells what changed
 * meanwhile, see {@link Resynchronizing}.
 */
public final class ExamineCommand extends ExamineProcessor {

  private final StatusResponseFactory responses;

  /** EXAMINE over these mailboxes. */
  public ExamineCommand(
      MailboxManager mailboxes,
      EventBus events,
      StatusResponseFactory responses,
      MetricFactory metrics) {
    super(mailboxes, events, responses, metrics);
    this.responses = responses;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      ExamineRequest request, ImapSession session, Responder responder) {
    return Reopening.of(
        session,
        responder,
        responses,
        () ->
            Resynchronizing.run(
                request,
                session,
                responder,
                getMailboxManager(),
                held -> super.processRequestReactive(request, session, held)));
  }

  @Override
  protected MDCBuilder mdc(ExamineRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "EXAMINE");
  }
}
