package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.LaterNews;
import dev.freehold.mailserver.imap.answers.StatusLine;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CopyRequest;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** COPY with {@link CopiedUids}. Names of folders stay out of the log's context. */
public final class CopyCommand extends CopyProcessor {

  /** COPY between these mailboxes. */
  public CopyCommand(
      MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
    super(mailboxes, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      CopyRequest request, ImapSession session, Responder responder) {
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
  protected MDCBuilder mdc(CopyRequest request) {
    return MDCBuilder.create()
        .addToContext(MDCBuilder.ACTION, "COPY")
        .addToContext("useUid", Boolean.toString(request.isUseUids()));
  }

  /** Mends the tagged answer of one command. */
  private record Answers(CopyRequest request, CopiedUids uids, Responder client)
      implements Responder {

    @Override
    public void respond(ImapResponseMessage message) {
      if (message instanceof StatusResponse status
          && status.getTag() != null
          && status.getServerResponseType() == StatusResponse.Type.OK
          && status.getResponseCode() != null) {
        client.respond(
            new StatusLine(
                request.getTag().asString(),
                "OK",
                uids.code(status.getResponseCode()),
                "COPY completed."));
      } else {
        client.respond(message);
      }
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
