package dev.freehold.mailserver.commands;

import dev.freehold.mail.envelope.AddressField;
import dev.freehold.mail.envelope.BaseSubject;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.EnvelopeAddress;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What SORT and THREAD need of a message. Texts are keys of {@link UnicodeCasemap}.
 *
 * @param arrivedMillis when it was delivered, as INTERNALDATE shows it: in whole seconds
 * @param sentMillis when it was sent; when it was delivered, if its header does not say
 * @param isReplyOrForward whether its subject says so
 * @param messageId stands for its message id; empty if it has none
 * @param references stand for the messages that it answers, the oldest first
 */
record OrderFacts(
    long uid,
    long arrivedMillis,
    long sentMillis,
    long sizeBytes,
    String baseSubject,
    boolean isReplyOrForward,
    String from,
    String to,
    String cc,
    String displayFrom,
    String displayTo,
    Optional<String> messageId,
    List<String> references) {

  /** What an object, its references and small strings take besides characters. */
  private static final int OVERHEAD_BYTES = 256;

  private static final int STRING_BYTES = 56;

  /** Those of a message; of a damaged one, only what SQL says. */
  static OrderFacts of(EnvelopedMessage found) {
    StoredMessage message = found.message();
    long arrived = Duration.ofSeconds(message.internalDate().getEpochSecond()).toMillis();
    if (found.envelope().isEmpty()) {
      return new OrderFacts(
          message.uid(),
          arrived,
          arrived,
          message.sizeBytes(),
          "",
          false,
          "",
          "",
          "",
          "",
          "",
          Optional.empty(),
          List.of());
    }
    Envelope envelope = found.envelope().get();
    BaseSubject subject = envelope.baseSubject();
    return new OrderFacts(
        message.uid(),
        arrived,
        envelope.date().map(date -> date.instant().toEpochMilli()).orElse(arrived),
        message.sizeBytes(),
        UnicodeCasemap.key(subject.text()),
        subject.isReplyOrForward(),
        localPart(envelope.from()),
        localPart(envelope.to()),
        localPart(envelope.cc()),
        displayed(envelope.from()),
        displayed(envelope.to()),
        Optional.of(envelope.messageId()).filter(id -> !id.isEmpty()),
        references(envelope));
  }

  /** RFC 5256 section 3: the first of In-Reply-To, if there is nothing in References. */
  private static List<String> references(Envelope envelope) {
    return envelope.references().isEmpty()
        ? envelope.inReplyTo().stream().limit(1).toList()
        : envelope.references();
  }

  private static String localPart(AddressField field) {
    return field.addresses().stream()
        .findFirst()
        .map(address -> UnicodeCasemap.key(address.localPart()))
        .orElse("");
  }

  /** RFC 5957 section 3. */
  private static String displayed(AddressField field) {
    return field.addresses().stream().findFirst().map(OrderFacts::displayed).orElse("");
  }

  private static String displayed(EnvelopeAddress address) {
    if (!address.name().isEmpty()) {
      return UnicodeCasemap.key(address.name());
    }
    return UnicodeCasemap.key(
        address.domain().isEmpty()
            ? address.localPart()
            : address.localPart() + "@" + address.domain());
  }

  /** About how much memory this takes. */
  long memoryBytes() {
    long characters =
        (long) baseSubject.length()
            + from.length()
            + to.length()
            + cc.length()
            + displayFrom.length()
            + displayTo.length()
            + messageId.map(String::length).orElse(0);
    for (String reference : references) {
      characters += STRING_BYTES + reference.length();
    }
    return OVERHEAD_BYTES + 6 * STRING_BYTES + characters;
  }
}
