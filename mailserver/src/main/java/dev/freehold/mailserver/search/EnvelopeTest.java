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
    public Truth of(Candidate candidate) {
      Truth known = candidate.envelope().map(this::in).orElse(Truth.OPEN);
      return known == Truth.OPEN ? candidate.has(term) : known;
    }

    private Truth in(Envelope envelope) {
      return switch (term.name()) {
        case "subject" -> in(envelope, envelope.subject());
        case "from" -> in(envelope, envelope.from());
        case "sender" -> in(envelope, envelope.sender());
        case "reply-to" -> in(envelope, envelope.replyTo());
        case "to" -> in(envelope, envelope.to());
        case "cc" -> in(envelope, envelope.cc());
        case "bcc" -> in(envelope, envelope.bcc());
        default -> Truth.OPEN;
      };
    }

    private Truth in(Envelope envelope, AddressField field) {
      Truth inText = in(envelope, field.text());
      return inText == Truth.YES
          ? inText
          : inText.not().and(in(envelope, field.addressText()).not()).not();
    }

    /** An empty field looks as if it were not there. */
    private Truth in(Envelope envelope, String text) {
      if (!text.isEmpty() && Folding.fold(text).contains(term.text())) {
        return Truth.YES;
      }
      return envelope.isWhole() && !term.text().isEmpty() ? Truth.NO : Truth.OPEN;
    }
  }

  /** The day in a date field. */
  record Date(TextTerm.OnDay term) implements EnvelopeTest {
    @Override
    public Truth of(Candidate candidate) {
      Optional<SentDate> date =
          candidate
              .envelope()
              .filter(envelope -> term.name().equals("date"))
              .flatMap(Envelope::date);
      return date.map(known -> Truth.of(term.days().test(known.day())))
          .orElseGet(() -> candidate.has(term));
    }
  }

  /** Whether there are attachments; of a damaged message nobody knows. */
  record Attachment(boolean isWanted) implements EnvelopeTest {
    @Override
    public Truth of(Candidate candidate) {
      if (candidate.envelope().isEmpty()) {
        return candidate.matched().isEmpty() ? Truth.OPEN : Truth.NO;
      }
      return Truth.of(candidate.envelope().get().hasAttachment() == isWanted);
    }
  }
}
