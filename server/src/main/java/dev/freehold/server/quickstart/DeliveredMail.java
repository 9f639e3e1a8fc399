package dev.freehold.server.quickstart;

/** What a transfer agent delivers to Alice while the quickstart runs. */
final class DeliveredMail {

  /** Before the revocation. */
  static final String FIRST =
      mail(
          "The price",
          "Fabrikam agrees to four million, and nobody else may know it yet.",
          "Our lawyers send you the draft of the contract tomorrow morning.");

  /** While the roots refuse. */
  static final String MEANWHILE =
      mail(
          "The contract",
          "Here is the draft of the contract, which your lawyers wait for.",
          "You will read it when your company lets the service use its keys again.");

  private DeliveredMail() {}

  private static String mail(String subject, String... lines) {
    return """
    From: Bob Example <bob@fabrikam.com>
    To: Alice Example <%s>
    Subject: %s
    Date: Tue, 24 Nov 2026 10:00:00 +0000
    Content-Type: text/plain; charset=us-ascii

    %s
    """
        .formatted(TenantSetup.MAILBOX, subject, String.join("\n", lines))
        .replace("\n", "\r\n");
  }
}
