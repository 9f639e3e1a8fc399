package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.wire.FolderNames;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.display.ModifiedUtf7;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.message.request.LsubRequest;
import org.apache.james.imap.processor.LSubProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * LSUB that refuses a pattern which is not in modified UTF-7. Names of folders stay out of the
 * log's context.
 */
public final class LsubCommand extends LSubProcessor {

  /** LSUB over these subscriptions. */
  public LsubCommand(
      MailboxManager mailboxes,
      SubscriptionManager subscriptions,
      StatusResponseFactory responses,
      MetricFactory metrics) {
    super(mailboxes, subscriptions, responses, metrics);
  }

  @Override
  protected Mono<Void> processRequestReactive(
      LsubRequest request, ImapSession session, Responder responder) {
    try {
      FolderNames.decode(request.getMailboxPattern());
    } catch (DecodingException wrong) {
      return Mono.fromRunnable(
          () -> taggedBad(request, responder, HumanReadableText.ILLEGAL_ARGUMENTS));
    }
    String reference = request.getBaseReferenceName();
    return super.processRequestReactive(
        new LsubRequest(
            ModifiedUtf7.encodeModifiedUTF7(reference), // James decodes it again.
            request.getMailboxPattern(),
            request.getTag()),
        session,
        responder);
  }

  @Override
  protected MDCBuilder mdc(LsubRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "LSUB");
  }
}
