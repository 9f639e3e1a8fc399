package dev.freehold.mailserver.search;

import dev.freehold.mail.envelope.AddressField;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.SentDate;
import java.util.Optional;

/** Criteria that an envelope decides, and the bytes of the message where it does not. */
sealed interface EnvelopeTest extends SearchTest {

  /** Text in a header field. */
  record Field(TextTerm.InField term) implements EnvelopeTest {
    @Override
    public MatchState of(SearchedMessage message) {
      MatchState known = message.envelope().map(this::in).orElse(MatchState.OPEN);
      return known == MatchState.OPEN ? message.has(term) : known;
    }

    private MatchState in(Envelope envelope) {
      return switch (term.name()) {
        case "subject" -> in(envelope, envelope.subject());
        case "from" -> in(envelope, envelope.from());
        case "sender" -> in(envelope, envelope.sender());
        case "reply-to" -> in(envelope, envelope.replyTo());
        case "to" -> in(envelope, envelope.to());
        case "cc" -> in(envelope, envelope.cc());
        case "bcc" -> in(envelope, envelope.bcc());
        default -> MatchState.OPEN;
      };
    }

    private MatchState in(Envelope envelope, AddressField field) {
      MatchState inText = in(envelope, field.text());
      return inText == MatchState.YES
          ? inText
          : inText.not().and(in(envelope, field.addressText()).not()).not();
    }

    /** An empty field looks as if it were not there. */
    private MatchState in(Envelope envelope, String text) {
      if (!text.isEmpty() && Folding.fold(text).contains(term.text())) {
        return MatchState.YES;
      }
      return envelope.isWhole() && !term.text().isEmpty() ? MatchState.NO : MatchState.OPEN;
    }
  }

  /** The day in a date field. */
  record Date(TextTerm.OnDay term) implements EnvelopeTest {
    @Override
    public MatchState of(SearchedMessage message) {
      Optional<SentDate> date =
          message.envelope().filter(envelope -> term.name().equals("date")).flatMap(Envelope::date);
      return date.map(known -> MatchState.of(term.days().test(known.day())))
          .orElseGet(() -> message.has(term));
    }
  }

  /** Whether there are attachments; of a damaged message nobody knows. */
  record Attachment(boolean isWanted) implements EnvelopeTest {
    @Override
    public MatchState of(SearchedMessage message) {
      if (message.envelope().isEmpty()) {
        return message.matched().isEmpty() ? MatchState.OPEN : MatchState.NO;
      }
      return MatchState.of(message.envelope().get().hasAttachment() == isWanted);
    }
  }
}
