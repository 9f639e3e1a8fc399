package dev.freehold.mailserver.imap;

import static org.apache.james.mailbox.MessageManager.MailboxMetaData.RecentMode.RETRIEVE;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.message.response.ContinuationResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.MailboxMetaData.Item;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** IDLE (RFC 2177): a client is told of changes until it says DONE. */
final class IdleCommand extends AbstractMailboxProcessor<IdleRequest> {

  private static final String DONE = "DONE";

  IdleCommand(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(IdleRequest.class, mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      IdleRequest request, ImapSession session, Responder responder) {
    return Mono.fromRunnable(() -> begin(request, (ConnectionSession) session, responder));
  }

  private void begin(IdleRequest request, ConnectionSession session, Responder responder) {
    responder.respond(new ContinuationResponse(HumanReadableText.IDLING));
    Idling idling =
        new Idling(
            session,
            responder,
            requireReadable(session),
            () -> unsolicitedResponses(session, responder, false));
    Optional<SelectedMailbox> folder = Optional.ofNullable(session.getSelected());
    folder.ifPresent(selected -> selected.registerIdle(idling));
    idling.start();
    session.pushLineHandler(
        (_, line) -> {
          folder.ifPresent(SelectedMailbox::unregisterIdle);
          idling.stop();
          session.popLineHandler();
          if (DONE.equalsIgnoreCase(new String(line, StandardCharsets.US_ASCII).strip())) {
            okComplete(request, responder);
          } else {
            taggedBad(request, responder, HumanReadableText.ILLEGAL_ARGUMENTS);
          }
        });
  }

  /** Fails once the folder could not be opened any more, such as when its mailbox is locked. */
  private Mono<Void> requireReadable(ConnectionSession session) {
    return Mono.justOrEmpty(Optional.ofNullable(session.getSelected()))
        .flatMap(
            selected ->
                Mono.from(
                    getMailboxManager()
                        .getMailboxReactive(selected.getMailboxId(), session.getMailboxSession())))
        .flatMap(folder -> look(folder, session.getMailboxSession()))
        .then();
  }

  private static Mono<?> look(MessageManager folder, MailboxSession session) {
    try {
      return folder.getMetaDataReactive(RETRIEVE, session, EnumSet.noneOf(Item.class));
    } catch (MailboxException refused) {
      return Mono.error(refused);
    }
  }

  @Override
  protected MDCBuilder mdc(IdleRequest request) {
    return MDCBuilder.create();
  }
}
