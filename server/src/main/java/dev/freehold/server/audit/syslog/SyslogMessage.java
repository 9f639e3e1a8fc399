package dev.freehold.server.audit.syslog;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.audit.UnifiedRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * An audit record as a syslog message (RFC 5424) in its frame (RFC 5425): the length in bytes, a
 * space, the message. A frame says how long it is, so nothing in it can begin another; besides,
 * everything in it is printable ASCII.
 */
final class SyslogMessage {

  /** "log audit" of RFC 5424, times eight. */
  private static final int FACILITY = 13 * 8;

  private static final int WARNING = 4;
  private static final int NOTICE = 5;
  private static final int INFORMATIONAL = 6;

  /** There is no enterprise number of our own; this one is set aside for such use (RFC 5612). */
  private static final String STRUCTURE = "freehold@32473";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\x21-\\x7e]");
  private static final Pattern NOT_IN_A_VALUE = Pattern.compile("[^\\x20-\\x7e]");

  private final String host;
  private final AuditFormat format;

  SyslogMessage(SyslogTarget target) {
    this.host = name(target.ownName(), SinkLimits.MAX_HOST_CHARS);
    this.format = target.format();
  }

  byte[] frame(UnifiedRecord unified) {
    byte[] head = head(unified).getBytes(StandardCharsets.US_ASCII);
    byte[] line = format.line(unified);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(head.length + line.length + 8);
    int length = head.length + line.length;
    frame.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(head);
    frame.writeBytes(line);
    return frame.toByteArray();
  }

  private String head(UnifiedRecord unified) {
    return "<%d>1 %s %s freehold - %s [%s%s%s%s%s%s%s] "
        .formatted(
            FACILITY + severity(unified),
            TIME.format(unified.time()),
            host,
            name(unified.ledgerOperation(), SinkLimits.MAX_MESSAGE_ID_CHARS),
            STRUCTURE,
            parameter("id", unified.id().toString()),
            parameter("log", unified.log().word()),
            parameter("sequence", Long.toString(unified.sequence())),
            parameter("tenant", unified.organizationId().toString()),
            parameter("operation", unified.operation()),
            parameter("outcome", unified.outcome().name()));
  }

  private static int severity(UnifiedRecord unified) {
    if (unified.details().containsKey("alert")) {
      return WARNING;
    }
    return unified.outcome() == Outcome.DONE ? INFORMATIONAL : NOTICE;
  }

  private static String parameter(String name, String value) {
    String safe =
        NOT_IN_A_VALUE
            .matcher(value)
            .replaceAll("?")
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("]", "\\]");
    return " %s=\"%s\"".formatted(name, safe);
  }

  private static String name(String text, int maxChars) {
    String safe = NOT_IN_A_NAME.matcher(text).replaceAll("?");
    return safe.isEmpty() ? "-" : safe.substring(0, Math.min(safe.length(), maxChars));
  }
}
