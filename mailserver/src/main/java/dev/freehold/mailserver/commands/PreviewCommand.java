package dev.freehold.mailserver.commands;

import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.answers.FetchAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.imap.processor.CapabilityImplementingProcessor;
import org.apache.james.imap.processor.EnableProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/** FETCH with previews: James's FETCH answers, and each answer gets its preview. */
final class PreviewCommand extends AbstractMailboxProcessor<PreviewRequest>
    implements CapabilityImplementingProcessor {

  private final ImapProcessor fetches;
  private final Envelopes envelopes;

  PreviewCommand(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      ImapProcessor fetches,
      Envelopes envelopes) {
    super(PreviewRequest.class, mailboxes, responses, metrics);
    this.fetches = fetches;
    this.envelopes = envelopes;
  }

  @Override
  public List<Capability> getImplementedCapabilities(ImapSession session) {
    return List.of(Capability.of("PREVIEW"));
  }

  @Override
  protected Mono<Void> processRequestReactive(
      PreviewRequest request, ImapSession session, Responder responder) {
    boolean keepsUid =
        request.isUidAsked()
            || EnableProcessor.getEnabledCapabilities(session)
                .contains(ImapConstants.SUPPORTS_QRESYNC);
    return fetches.processReactive(
        request.fetch(), new Adding(session, responder, keepsUid), session);
  }

  @Override
  protected MDCBuilder mdc(PreviewRequest request) {
    return MDCBuilder.create().addToContext(MDCBuilder.ACTION, "FETCH");
  }

  /** Adds previews to what James answers. For one command. */
  private final class Adding implements Responder {
    private final ImapSession session;
    private final Responder client;
    private final boolean keepsUid;
    private final Map<Long, String> ahead = new HashMap<>();

    Adding(ImapSession session, Responder client, boolean keepsUid) {
      this.session = session;
      this.client = client;
      this.keepsUid = keepsUid;
    }

    @Override
    public void respond(ImapResponseMessage message) {
      client.respond(
          FetchAnswer.of(message)
              .filter(answer -> answer.rest().getUid() != null)
              .<ImapResponseMessage>map(
                  answer -> new FetchAnswer(with(answer.rest()), answer.items()))
              .orElse(message));
    }

    private FetchResponse with(FetchResponse fetched) {
      List<FetchResponse.BodyElement> elements = new ArrayList<>();
      Optional.ofNullable(fetched.getElements()).ifPresent(elements::addAll);
      elements.add(new PreviewElement(preview(fetched.getUid().asLong())));
      return new FetchResponse(
          fetched.getMessageNumber(),
          fetched.getFlags(),
          keepsUid ? fetched.getUid() : null,
          fetched.getSaveDate(),
          fetched.getModSeq(),
          fetched.getInternalDate(),
          fetched.getSize(),
          fetched.getEnvelope(),
          fetched.getBody(),
          fetched.getBodyStructure(),
          elements,
          fetched.getEmailId(),
          fetched.getThreadId());
    }

    /** RFC 8970 section 3.1: of what there is no preview of, the empty string. */
    private String preview(long uid) {
      String known = ahead.get(uid);
      if (known == null) {
        ahead.clear();
        open(uid).forEach(found -> ahead.put(found.message().uid(), preview(found)));
        known = ahead.getOrDefault(uid, "");
      }
      return known;
    }

    private List<EnvelopedMessage> open(long uid) {
      try {
        return envelopes.after(
            session.getMailboxSession(),
            session.getSelected().getMailboxId(),
            uid - 1,
            MailServerLimits.PREVIEW_PAGE);
      } catch (MailboxException e) {
        noteFailure(e);
        throw new OrderCommand.UnorderedException(e);
      } catch (RuntimeException e) {
        noteFailure(e);
        throw e;
      }
    }

    /** James's FETCH answers the failure itself. */
    private void noteFailure(Exception failure) {
      FailureNote.of(session.getMailboxSession()).ifPresent(note -> note.write(failure));
    }

    private static String preview(EnvelopedMessage found) {
      return found.envelope().map(Envelope::preview).orElse("");
    }

    @Override
    public void flush() {
      client.flush();
    }
  }
}
