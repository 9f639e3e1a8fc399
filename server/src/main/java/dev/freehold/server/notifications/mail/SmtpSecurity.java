package dev.freehold.server.notifications.mail;

/** How the connection to the server of e-mail is protected. */
public enum SmtpSecurity {
  /** It begins with TLS. */
  TLS,
  /** TLS begins with STARTTLS, without which nothing is sent. */
  STARTTLS,
  /** Not at all, for a server on this machine. */
  NONE
}
