package dev.freehold.mailserver.lmtp;

import dev.freehold.mailserver.lmtp.Delivery.Destination;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message on its way in: its header is looked at, then all of it goes to the mailboxes. A
 * message that is wrong is read to its end, so that the client hears why. For one thread.
 */
final class Incoming {

  private static final LmtpReply LONE_LINE_END =
      new LmtpReply(
          550, "5.6.0", "a message has lines that end with CR and LF, and no CR or LF alone");

  private final Delivery delivery;
  private final List<LmtpSession.Recipient> recipients;
  private final TraceFields trace;
  private final LmtpSettings settings;

  Incoming(
      Delivery delivery,
      List<LmtpSession.Recipient> recipients,
      TraceFields trace,
      LmtpSettings settings) {
    this.delivery = delivery;
    this.recipients = recipients;
    this.trace = trace;
    this.settings = settings;
  }

  /** Reads the message to its end; the answer for each mailbox that it was for. */
  Map<Destination, LmtpReply> receive(DataStream data, String sender)
      throws IOException, InterruptedException {
    byte[] header = new byte[LmtpLimits.MAX_HEADER_BYTES];
    byte[] chunk = new byte[LmtpLimits.CHUNK_BYTES];
    int length = 0;
    int count = 0;
    while (length + chunk.length <= header.length
        && !hasEnd(header, length)
        && (count = data.read(chunk)) >= 0) {
      System.arraycopy(chunk, 0, header, length, count);
      length += count;
    }
    int inHeader = length;
    boolean isJunk =
        settings.junk().filter(mark -> mark.isIn(header, endOf(header, inHeader))).isPresent();
    MessageCopying copies = new MessageCopying(delivery, beginnings(sender), isJunk);
    boolean isWhole = false;
    try {
      copies.write(header, length);
      while (count >= 0 && isRight(data) && (count = data.read(chunk)) >= 0) {
        copies.write(chunk, count);
      }
      isWhole = count < 0 && isRight(data);
    } finally {
      if (!isWhole) {
        copies.abandon();
      }
    }
    if (isWhole) {
      return copies.finish();
    }
    while (count >= 0) {
      count = data.read(chunk);
    }
    return allRefused(
        data.hasLoneLineEnd() ? LONE_LINE_END : LmtpReply.tooLarge(settings.maxMessageBytes()));
  }

  private boolean isRight(DataStream data) {
    return !data.hasLoneLineEnd() && data.sizeBytes() <= settings.maxMessageBytes();
  }

  private Map<Destination, LmtpReply> allRefused(LmtpReply refusal) {
    Map<Destination, LmtpReply> replies = new LinkedHashMap<>();
    recipients.forEach(recipient -> replies.put(recipient.destination(), refusal));
    return replies;
  }

  /** A mailbox that several addresses lead to gets one copy, for the first of them. */
  private Map<Destination, byte[]> beginnings(String sender) {
    Map<Destination, byte[]> beginnings = new LinkedHashMap<>();
    for (LmtpSession.Recipient recipient : recipients) {
      beginnings.computeIfAbsent(
          recipient.destination(), _ -> trace.of(sender, recipient.address()));
    }
    return beginnings;
  }

  private static boolean hasEnd(byte[] header, int length) {
    return endOf(header, length) < length;
  }

  /** Where the empty line begins that ends the header; {@code length} if there is none yet. */
  private static int endOf(byte[] header, int length) {
    for (int i = 0; i + 3 < length; i++) {
      if (header[i] == '\r'
          && header[i + 1] == '\n'
          && header[i + 2] == '\r'
          && header[i + 3] == '\n') {
        return i;
      }
    }
    return length;
  }
}
