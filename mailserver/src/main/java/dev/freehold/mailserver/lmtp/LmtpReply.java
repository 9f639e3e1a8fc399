package dev.freehold.mailserver.lmtp;

/**
 * One line of an answer.
 *
 * @param code as RFC 5321 has them: 2xx done, 4xx try again later, 5xx never like this
 * @param enhanced the code of RFC 3463, such as {@code 5.1.1}; empty for greetings and lists
 * @param text for people: what was expected and what to do; no line ends
 */
record LmtpReply(int code, String enhanced, String text) {

  static LmtpReply plain(int code, String text) {
    return new LmtpReply(code, "", text);
  }

  static LmtpReply tooLarge(long maxBytes) {
    return new LmtpReply(552, "5.3.4", "a message has at most %d bytes".formatted(maxBytes));
  }

  static LmtpReply of(Undeliverable refused) {
    return new LmtpReply(
        refused.isPermanent() ? permanent(refused.enhancedCode()) : 451,
        refused.enhancedCode(),
        refused.getMessage());
  }

  /** RFC 5321 section 4.2.3 has a code of its own for what passes a limit of the mailbox. */
  private static int permanent(String enhancedCode) {
    return enhancedCode.equals("5.2.2") ? 552 : 550;
  }

  /** The line without its end. */
  String line() {
    return enhanced.isEmpty() ? code + " " + text : code + " " + enhanced + " " + text;
  }
}
