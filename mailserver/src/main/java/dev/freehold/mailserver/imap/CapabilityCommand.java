package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Optional;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CapabilityRequest;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** CAPABILITY. */
final class CapabilityCommand extends AbstractMailboxProcessor<CapabilityRequest> {

  private final Announcement announcement;

  CapabilityCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      Announcement announcement) {
    super(CapabilityRequest.class, mailboxes, responses, metrics);
    this.announcement = announcement;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      CapabilityRequest request, ImapSession session, Responder responder) {
    responder.respond(
        new StatusLine("*", announcement.code((ConnectionSession) session), Optional.empty(), ""));
    return unsolicitedResponses(session, responder, false)
        .then(Mono.fromRunnable(() -> okComplete(request, responder)));
  }

  @Override
  protected MDCBuilder mdc(CapabilityRequest request) {
    return MDCBuilder.create();
  }
}
