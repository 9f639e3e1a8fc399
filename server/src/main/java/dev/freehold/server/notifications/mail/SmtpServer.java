package dev.freehold.server.notifications.mail;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The server that takes e-mail from this one.
 *
 * @param host as in its certificate
 * @param tls whom to trust
 * @param sign how to sign in; empty for not at all
 * @param sender the address that messages come from
 */
public record SmtpServer(
    String host,
    int port,
    SmtpSecurity security,
    SSLContext tls,
    Optional<Credentials> sign,
    String sender) {

  /** How to sign in. */
  public record Credentials(String user, Supplier<String> password) {}
}
