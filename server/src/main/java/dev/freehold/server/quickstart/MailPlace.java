package dev.freehold.server.quickstart;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/**
 * Where mail programs and transfer agents reach the server.
 *
 * @param name in the certificate
 * @param imapPort TLS from the first byte
 * @param lmtpPort TLS begins with STARTTLS
 * @param trust whose certificates are taken
 */
record MailPlace(String name, int imapPort, int lmtpPort, SSLContext trust) {

  /**
   * Hands a message over, as a transfer agent does.
   *
   * @param message with the line ends of mail
   * @return the server's answer to it, or to the first command that was refused
   */
  String deliver(String recipient, String message) throws IOException {
    try (TlsLines lines = TlsLines.plain(lmtpPort)) {
      lines.line();
      ask(lines, "LHLO localhost\r\n");
      ask(lines, "STARTTLS\r\n");
      lines.tls(trust, name);
      ask(lines, "LHLO localhost\r\n");
      ask(lines, "MAIL FROM:<bob@fabrikam.com>\r\n");
      String answer = ask(lines, "RCPT TO:<%s>\r\n".formatted(recipient));
      if (!answer.startsWith("250")) {
        return answer;
      }
      ask(lines, "DATA\r\n");
      return ask(lines, message + ".\r\n");
    }
  }

  /** Gives the last line of the answer. */
  private static String ask(TlsLines lines, String command) throws IOException {
    lines.send(command);
    String line;
    do {
      line = lines.line();
    } while (line.charAt(3) == '-');
    return line.strip();
  }
}
