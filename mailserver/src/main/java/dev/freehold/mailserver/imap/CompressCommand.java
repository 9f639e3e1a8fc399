package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.List;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CompressRequest;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** COMPRESS (RFC 4978), after sign-in only, so that strangers cannot make the server inflate. */
final class CompressCommand extends AbstractProcessor<CompressRequest> {

  private static final String ALGORITHM = "DEFLATE";

  private final StatusResponseFactory responses;

  CompressCommand(StatusResponseFactory responses) {
    super(CompressRequest.class);
    this.responses = responses;
  }

  @Override
  protected Mono<Void> doProcess(
      CompressRequest request, Responder responder, ImapSession session) {
    return Mono.fromRunnable(() -> begin(request, responder, session));
  }

  private void begin(CompressRequest request, Responder responder, ImapSession session) {
    String tag = request.getTag().asString();
    if (!List.of(ImapSessionState.AUTHENTICATED, ImapSessionState.SELECTED)
        .contains(session.getState())) {
      responder.respond(
          responses.taggedNo(
              request.getTag(), request.getCommand(), HumanReadableText.INVALID_COMMAND));
    } else if (!ALGORITHM.equalsIgnoreCase(request.getAlgorithm())) {
      responder.respond(
          responses.taggedBad(
              request.getTag(), request.getCommand(), HumanReadableText.ILLEGAL_ARGUMENTS));
    } else if (session.isCompressionActive()) {
      responder.respond(
          StatusLine.of(tag, Refusal.no("COMPRESSIONACTIVE", "DEFLATE is active already")));
    } else if (!session.isCompressionSupported()) {
      responder.respond(
          StatusLine.of(tag, Refusal.no("LIMIT", "too many connections compress just now")));
    } else {
      session.startCompression(
          () ->
              responder.respond(
                  responses.taggedOk(
                      request.getTag(), request.getCommand(), HumanReadableText.DEFLATE_ACTIVE)));
    }
  }

  @Override
  protected MDCBuilder mdc(CompressRequest request) {
    return MDCBuilder.create();
  }
}
