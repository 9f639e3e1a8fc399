package dev.freehold.mailserver.commands;

import dev.freehold.mail.envelope.MessageStart;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Facts of messages that tests write down by their headers. */
final class Facts {

  private Facts() {}

  /** Of a message that was delivered as many days after 1970 as its UID says. */
  static OrderFacts of(long uid, String header) {
    byte[] bytes = (header + "\r\n\r\nbody").getBytes(StandardCharsets.UTF_8);
    MessageStart start = new MessageStart();
    start.update(bytes, 0, bytes.length);
    Instant delivered = Instant.ofEpochSecond(uid * 86_400);
    StoredMessage row =
        new StoredMessage(
            uid,
            1,
            MessageFlags.NONE,
            delivered,
            ZoneOffset.UTC,
            delivered,
            bytes.length,
            0,
            new UUID(0, uid));
    return OrderFacts.of(new EnvelopedMessage(row, Optional.of(start.envelope())));
  }
}
