package dev.freehold.mailserver.append;

import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.answers.LaterNews;
import java.io.IOException;
import java.util.List;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.main.PathConverter;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.MailboxReactorUtils;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** APPEND. */
public final class AppendCommand extends AbstractMailboxProcessor<AppendMessagesRequest> {

  private final MessageBatches batches;

  /** APPEND to these mailboxes. */
  public AppendCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      MessageBatches batches) {
    super(AppendMessagesRequest.class, mailboxes, responses, metrics);
    this.batches = batches;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      AppendMessagesRequest request, ImapSession session, Responder responder) {
    return FailureNote.writing(
            session,
            Mono.fromCallable(() -> append(request, session))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(
                    code ->
                        unsolicitedResponses(session, responder, false)
                            .then(
                                Mono.<Void>fromRunnable(
                                    () -> okComplete(request, code, responder)))))
        .onErrorResume(
            NoFolder.class,
            _ ->
                Mono.fromRunnable(
                    () ->
                        no(
                            request,
                            responder,
                            HumanReadableText.FAILURE_NO_SUCH_MAILBOX,
                            ResponseCode.tryCreate())));
  }

  @Override
  protected Mono<Void> unsolicitedResponses(
      ImapSession session, Responder responder, boolean omitExpunged, boolean useUid) {
    return LaterNews.of(() -> super.unsolicitedResponses(session, responder, omitExpunged, useUid));
  }

  private ResponseCode append(AppendMessagesRequest request, ImapSession session)
      throws MailboxException, IOException {
    MessageManager folder = folder(request, session);
    SelectedMailbox selected = session.getSelected();
    boolean isSelected = selected != null && selected.getMailboxId().equals(folder.getId());
    List<MessageUid> uids =
        batches.append(
            session.getMailboxSession(), folder.getId(), !isSelected, request.messages());
    if (isSelected) {
      uids.forEach(selected::addRecent);
    }
    UidRange[] ranges =
        MessageRange.toRanges(uids).stream()
            .map(range -> new UidRange(range.getUidFrom(), range.getUidTo()))
            .toArray(UidRange[]::new);
    return ResponseCode.appendUid(folder.getMailboxEntity().getUidValidity(), ranges);
  }

  private MessageManager folder(AppendMessagesRequest request, ImapSession session)
      throws MailboxException {
    MailboxPath path = PathConverter.forSession(session).buildFullPath(request.folder());
    try {
      return MailboxReactorUtils.block(
          Mono.from(getMailboxManager().getMailboxReactive(path, session.getMailboxSession())));
    } catch (MailboxNotFoundException e) {
      throw new NoFolder(e);
    }
  }

  @Override
  protected MDCBuilder mdc(AppendMessagesRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "APPEND");
  }

  /** The folder is not there, which the client may make. */
  private static final class NoFolder extends MailboxException {
    private static final long serialVersionUID = 1L;

    NoFolder(MailboxNotFoundException cause) {
      super("there is no such folder", cause);
    }
  }
}
