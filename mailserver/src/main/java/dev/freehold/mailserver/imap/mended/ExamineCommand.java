package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.Optional;
import org.apache.james.events.EventBus;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.ExamineRequest;
import org.apache.james.imap.processor.ExamineProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * EXAMINE that closes the folder that is open first, see {@link Reopening}, tells what changed
 * meanwhile, see {@link Resynchronizing}, and lets nothing change, see {@link ReadOnlyFolder}.
 */
public final class ExamineCommand extends ExamineProcessor {

  private final StatusResponseFactory responses;

  /** EXAMINE over these mailboxes. */
  public ExamineCommand(
      MailboxManager mailboxes,
      EventBus events,
      StatusResponseFactory responses,
      MetricFactory metrics) {
    super(mailboxes, events, responses, metrics);
    this.responses = responses;
  }

  @Override
  protected Mono<Void> processRequestReactive(
      ExamineRequest request, ImapSession session, Responder responder) {
    return Reopening.of(
        session,
        responder,
        responses,
        client -> {
          ReadOnlyFolder.opens(session, true);
          return Resynchronizing.run(
              request,
              session,
              client,
              getMailboxManager(),
              held -> super.processRequestReactive(request, session, new NoFlagsToChange(held)));
        });
  }

  @Override
  protected MDCBuilder mdc(ExamineRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "EXAMINE");
  }

  /** Says that no flag can be changed here. */
  private record NoFlagsToChange(Responder client) implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      boolean isOfFlags =
          message instanceof StatusResponse status
              && status.getResponseCode() != null
              && status.getResponseCode().getCode().equals("PERMANENTFLAGS");
      client.respond(
          isOfFlags
              ? new StatusLine("*", "OK", Optional.of("PERMANENTFLAGS ()"), "Read-only")
              : message);
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
