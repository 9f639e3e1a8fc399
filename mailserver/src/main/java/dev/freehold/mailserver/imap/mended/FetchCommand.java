package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * FETCH that says EXPUNGEISSUED (RFC 5530) if it names numbers of messages that are gone, of which
 * the client must not be told before its next command. James is silent about them.
 */
public final class FetchCommand extends FetchProcessor {

  /** FETCH from these mailboxes. */
  public FetchCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      FetchRequest request, ImapSession session, Responder responder) {
    return super.processRequestReactive(
        request,
        session,
        request.isUseUids() ? responder : new Answers(request, session, responder));
  }

  /** Adds the code to the tagged answer of one command. */
  private static final class Answers implements Responder {
    private final FetchRequest request;
    private final ImapSession session;
    private final Responder client;

    Answers(FetchRequest request, ImapSession session, Responder client) {
      this.request = request;
      this.session = session;
      this.client = client;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      if (message instanceof StatusResponse status
          && status.getTag() != null
          && status.getServerResponseType() == StatusResponse.Type.OK
          && isAnyGone()) {
        client.respond(
            new StatusLine(
                request.getTag().asString(),
                "OK",
                Optional.of("EXPUNGEISSUED"),
                "FETCH completed without messages that are gone"));
      } else {
        client.respond(message);
      }
    }

    private boolean isAnyGone() {
      SelectedMailbox selected = session.getSelected();
      return selected != null
          && selected.expungedUids().stream().anyMatch(uid -> isAsked(selected, uid));
    }

    private boolean isAsked(SelectedMailbox selected, MessageUid uid) {
      int number = selected.msn(uid).foldSilent(() -> 0, known -> known.asInt());
      return Arrays.stream(request.getIdSet())
          .anyMatch(range -> range.getLowVal() <= number && number <= range.getHighVal());
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
