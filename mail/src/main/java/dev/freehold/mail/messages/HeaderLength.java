package dev.freehold.mail.messages;

import dev.freehold.mail.MailLimits;

/**
 * Finds where the body of a message begins while its bytes go by, without keeping them.
 *
 * <p>The header ends with the first empty line, whether lines end with LF or CRLF. Where there is
 * none, a message whose first line is a header field is all header, any other is all body; so is
 * one whose header is longer than {@link MailLimits#MAX_HEADER_BYTES}. Not safe for many threads.
 */
final class HeaderLength {

  private long seen;
  private long bodyStart = -1;
  private boolean lineIsEmpty = true;
  private boolean firstLine = true;
  private boolean firstLineIsField;
  private boolean nameIsValid = true;

  void update(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length && searching(); i++) {
      step(bytes[i]);
    }
  }

  private boolean searching() {
    return bodyStart < 0 && seen <= MailLimits.MAX_HEADER_BYTES;
  }

  private void step(byte b) {
    seen++;
    if (b == '\n') {
      if (lineIsEmpty) {
        bodyStart = seen;
      }
      lineIsEmpty = true;
      firstLine = false;
    } else if (b != '\r') {
      lineIsEmpty = false;
    }
    if (firstLine && nameIsValid) {
      inspectFieldName(b);
    }
  }

  /** RFC 5322 section 3.6.8: printable ASCII without the colon. */
  private void inspectFieldName(byte b) {
    if (b == ':') {
      firstLineIsField = seen > 1;
      nameIsValid = false;
    } else if (b <= ' ' || b == 0x7F) {
      nameIsValid = false;
    }
  }

  /** The header's length in bytes, its empty line included: what IMAP calls the body's start. */
  long bytes() {
    if (bodyStart >= 0) {
      return bodyStart;
    }
    return searching() && firstLineIsField ? seen : 0;
  }
}
