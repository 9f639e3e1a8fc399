package dev.freehold.mailserver.imap;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.EnableRequest;
import org.apache.james.imap.message.response.EnableResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.imap.processor.EnableProcessor;
import org.apache.james.imap.processor.PermitEnableCapabilityProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** ENABLE (RFC 5161). James's own keeps its list for the whole process, so two servers mix. */
final class EnableCommand extends AbstractMailboxProcessor<EnableRequest> {

  private final Announcement announcement;
  private final List<PermitEnableCapabilityProcessor> enabling;

  /**
   * @param enabling the processors that something can be enabled in
   */
  EnableCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      Announcement announcement,
      List<PermitEnableCapabilityProcessor> enabling) {
    super(EnableRequest.class, mailboxes, responses, metrics);
    this.announcement = announcement;
    this.enabling = List.copyOf(enabling);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      EnableRequest request, ImapSession session, Responder responder) {
    return Flux.fromIterable(new LinkedHashSet<>(request.getCapabilities()))
        .filter(name -> announcement.has((ConnectionSession) session, name))
        .concatMap(name -> enable(request, session, responder, name))
        .<Set<Capability>>collect(LinkedHashSet::new, Set::add)
        .doOnNext(
            enabled -> {
              EnableProcessor.getEnabledCapabilities(session).addAll(enabled);
              responder.respond(new EnableResponse(enabled));
            })
        .then(unsolicitedResponses(session, responder, false))
        .then(Mono.<Void>fromRunnable(() -> okComplete(request, responder)))
        .onErrorResume(
            PermitEnableCapabilityProcessor.EnableException.class,
            _ -> Mono.fromRunnable(() -> taggedBad(request, responder, HumanReadableText.FAILED)));
  }

  /** The capability, if something can be enabled by this name. */
  private Mono<Capability> enable(
      EnableRequest request, ImapSession session, Responder responder, Capability name) {
    return Mono.justOrEmpty(
            enabling.stream()
                .filter(one -> one.getPermitEnableCapabilities(session).contains(name))
                .findFirst())
        .flatMap(one -> one.enable(request, responder, session, name).thenReturn(name));
  }

  @Override
  protected MDCBuilder mdc(EnableRequest request) {
    return MDCBuilder.create();
  }
}
