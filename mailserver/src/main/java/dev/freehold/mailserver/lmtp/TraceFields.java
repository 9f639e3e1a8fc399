package dev.freehold.mailserver.lmtp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The header fields that final delivery adds in front of a message (RFC 5321 section 4.4): who sent
 * it, for whom it was stored and where it came from.
 *
 * @param hostName this server's name
 * @param client what the client calls itself
 * @param connection where it connects from
 * @param clock says when
 */
record TraceFields(String hostName, String client, LmtpConnection connection, Clock clock) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  /** The fields for one mailbox, each with its line end. */
  byte[] of(String sender, String recipient) {
    String date = DATE.format(ZonedDateTime.now(clock));
    String fields =
        "Return-Path: <%s>\r\nDelivered-To: %s\r\nReceived: from %s (%s)\r\n\tby %s with %s; %s\r\n"
            .formatted(
                oneLine(sender),
                oneLine(recipient),
                oneLine(client),
                connection.peer(),
                hostName,
                connection.protocol(),
                date);
    return fields.getBytes(StandardCharsets.UTF_8);
  }

  /** What a client says stays within its line, whatever it says. */
  private static String oneLine(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }
}
