package dev.freehold.server.notifications;

/** The ways in which notifications go out. */
public enum Channel {
  /** A signed request to an address that the tenant chose. */
  WEBHOOK,
  /** E-mail. */
  MAIL
}
