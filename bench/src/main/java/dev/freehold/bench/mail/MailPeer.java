package dev.freehold.bench.mail;

/**
 * A mail server on loopback with one mailbox, without TLS.
 *
 * @param name what it is called in the results
 * @param imapPort where it answers IMAP
 * @param lmtpPort where it takes mail over LMTP
 * @param user who signs in, and the address that gets the mail
 * @param password the user's password
 */
public record MailPeer(String name, int imapPort, int lmtpPort, String user, String password) {

  /** Of {@code name:imapPort:lmtpPort:user:password}. */
  static MailPeer of(String text) {
    String[] parts = text.split(":", 5);
    return new MailPeer(
        parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3], parts[4]);
  }
}
