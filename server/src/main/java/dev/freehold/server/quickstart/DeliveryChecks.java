package dev.freehold.server.quickstart;

import java.io.IOException;

/** A message that comes in over LMTP is the one that a mail program reads over IMAP. */
final class DeliveryChecks {

  private final Report report;
  private final MailPlace place;

  DeliveryChecks(Report report, MailPlace place) {
    this.report = report;
    this.place = place;
  }

  void run(MailProgram program) throws IOException {
    String answer = place.deliver(TenantSetup.MAILBOX, DeliveredMail.FIRST);
    boolean isAccepted = isAccepted(answer);
    boolean isSame = isAccepted && program.endsWith(DeliveredMail.FIRST);
    report.check(
        isSame,
        "mail program",
        isAccepted
            ? "a message delivered over LMTP and read over IMAP, both with TLS, "
                + (isSame ? "bytes equal" : "bytes NOT equal")
            : "LMTP does not take a message: " + answer);
  }

  /** Whether an answer over LMTP says that the message is stored. */
  static boolean isAccepted(String answer) {
    return answer.startsWith("250");
  }
}
