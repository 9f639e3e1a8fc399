package dev.freehold.mailserver.commands;

import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.imap.answers.FailureNote;
import java.util.List;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.main.PathConverter;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.imap.processor.CapabilityImplementingProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes folders for a special use. */
final class CreateUseCommand extends AbstractMailboxProcessor<CreateUseRequest>
    implements CapabilityImplementingProcessor {

  private final FolderUses uses;

  CreateUseCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      FolderUses uses) {
    super(CreateUseRequest.class, mailboxes, responses, metrics);
    this.uses = uses;
  }

  @Override
  public List<Capability> getImplementedCapabilities(ImapSession session) {
    return List.of(Capability.of("CREATE-SPECIAL-USE"));
  }

  @Override
  protected Mono<Void> processRequestReactive(
      CreateUseRequest request, ImapSession session, Responder responder) {
    return FailureNote.writing(
        session,
        Mono.fromCallable(
                () -> {
                  create(request, session, responder);
                  return null;
                })
            .subscribeOn(Schedulers.boundedElastic())
            .then(unsolicitedResponses(session, responder, false)));
  }

  private void create(CreateUseRequest request, ImapSession session, Responder responder)
      throws MailboxException {
    if (request.use().isEmpty() || !uses.isFree(session.getMailboxSession(), request.use().get())) {
      responder.respond(new UseRefusedResponse(request.getTag()));
      return;
    }
    SpecialUse use = request.use().get();
    MailboxPath path = PathConverter.forSession(session).buildFullPath(request.name());
    try {
      MailboxId made = uses.create(session.getMailboxSession(), path, use);
      okComplete(request, ResponseCode.mailboxId(made), responder);
    } catch (MailboxExistsException e) {
      no(request, responder, HumanReadableText.MAILBOX_EXISTS);
    }
  }

  @Override
  protected MDCBuilder mdc(CreateUseRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "CREATE");
  }
}
