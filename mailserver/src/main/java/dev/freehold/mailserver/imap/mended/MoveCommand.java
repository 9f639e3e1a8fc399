package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.LaterNews;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.mailserver.imap.answers.ToldMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.MoveRequest;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.ExpungeResponse;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.imap.processor.MoveProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * MOVE with {@link CopiedUids} that says COPYUID before the messages go (RFC 6851 section 4.3),
 * because a client does not know their UIDs any more afterwards, and how many messages there are
 * behind those that went. Names of folders stay out of the log's context.
 */
public final class MoveCommand extends MoveProcessor {

  /** MOVE between these mailboxes. */
  public MoveCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      MoveRequest request, ImapSession session, Responder responder) {
    return ReadOnlyFolder.unless(
        request, session, responder, () -> move(request, session, responder));
  }

  private Mono<Void> move(MoveRequest request, ImapSession session, Responder responder) {
    if (request.isUseUids() && session.getSelected().existsCount() == 0) {
      // A UID that no message has is no mistake (RFC 3501 section 6.4.8).
      return Mono.fromRunnable(() -> okComplete(request, responder));
    }
    CopiedUids uids = CopiedUids.of(session.getSelected(), request.getIdSet(), request.isUseUids());
    return super.processRequestReactive(request, session, new Answers(request, uids, responder));
  }

  @Override
  protected Mono<Void> unsolicitedResponses(
      ImapSession session, Responder responder, boolean omitExpunged, boolean useUid) {
    return LaterNews.of(() -> super.unsolicitedResponses(session, responder, omitExpunged, useUid));
  }

  @Override
  protected MDCBuilder mdc(MoveRequest request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, "MOVE")
        .addToContext("useUid", Boolean.toString(request.isUseUids()));
  }

  /** Holds what James says of one command until its tagged answer. */
  private final class Answers implements Responder {
    private final MoveRequest request;
    private final CopiedUids uids;
    private final Responder client;
    private final List<ImapResponseMessage> held = new ArrayList<>();

    Answers(MoveRequest request, CopiedUids uids, Responder client) {
      this.request = request;
      this.uids = uids;
      this.client = client;
    }

    @Override
    public synchronized void respond(ImapResponseMessage message) {
      if (!(message instanceof StatusResponse status) || status.getTag() == null) {
        held.add(message);
        return;
      }
      boolean isMoved =
          status.getServerResponseType() == StatusResponse.Type.OK
              && status.getResponseCode() != null;
      if (isMoved) {
        uids.code(status.getResponseCode())
            .map(code -> new StatusLine("*", "OK", Optional.of(code), "Moved."))
            .ifPresent(client::respond);
      }
      inOrder().forEach(client::respond);
      held.clear();
      if (isMoved) {
        okComplete(request, client);
      } else {
        client.respond(status);
      }
    }

    /** James counts messages before it takes those that went from the number. */
    private List<ImapResponseMessage> inOrder() {
      List<ImapResponseMessage> ordered = new ArrayList<>();
      Optional<ExistsResponse> exists = Optional.empty();
      long gone = 0;
      int behind = 0;
      for (ImapResponseMessage message : held) {
        switch (message) {
          case ExistsResponse counted -> exists = Optional.of(counted);
          case ExpungeResponse _ -> gone++;
          case VanishedResponse vanished -> gone += ToldMessages.count(vanished);
          default -> {}
        }
        if (!(message instanceof ExistsResponse)) {
          ordered.add(message);
        }
        if (message instanceof ExpungeResponse || message instanceof VanishedResponse) {
          behind = ordered.size();
        }
      }
      if (exists.isPresent()) {
        ordered.add(behind, new ExistsResponse(exists.get().getNumberOfMessages() - gone));
      }
      return ordered;
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
