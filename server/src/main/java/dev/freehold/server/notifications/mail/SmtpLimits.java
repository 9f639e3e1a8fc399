package dev.freehold.server.notifications.mail;

import java.time.Duration;

/** Every bound of notifications by e-mail. */
final class SmtpLimits {

  /** How long a connection may take to come about. */
  static final Duration CONNECT = Duration.ofSeconds(10);

  /** How long the server may take for one answer. */
  static final Duration ANSWER = Duration.ofSeconds(20);

  /** The length of an address (RFC 5321). */
  static final int MAX_ADDRESS_CHARS = 254;

  private SmtpLimits() {}
}
