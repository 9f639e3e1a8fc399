package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Optional;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.IDRequest;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** ID (RFC 2971). What the client says of itself is not kept. */
final class IdCommand extends AbstractMailboxProcessor<IDRequest> {

  private static final StatusLine NAME =
      new StatusLine("*", "ID", Optional.empty(), "(\"name\" \"Freehold\")");

  IdCommand(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(IDRequest.class, mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      IDRequest request, ImapSession session, Responder responder) {
    responder.respond(NAME);
    return unsolicitedResponses(session, responder, false)
        .then(Mono.fromRunnable(() -> okComplete(request, responder)));
  }

  @Override
  protected MDCBuilder mdc(IDRequest request) {
    return MDCBuilder.create();
  }
}
