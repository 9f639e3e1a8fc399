package dev.freehold.mailserver.imap;

import java.util.LinkedHashSet;
import java.util.stream.Collectors;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CapabilityRequest;
import org.apache.james.imap.message.response.CapabilityResponse;
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
        new CapabilityResponse(
            announcement.names((ConnectionSession) session).stream()
                .map(Capability::of)
                .collect(Collectors.toCollection(LinkedHashSet::new))));
    return unsolicitedResponses(session, responder, false)
        .then(Mono.fromRunnable(() -> okComplete(request, responder)));
  }

  @Override
  protected MDCBuilder mdc(CapabilityRequest request) {
    return MDCBuilder.create();
  }
}
