package dev.freehold.mail.migration.imap;

/** How a connection to a source is protected. */
public enum ConnectionSecurity {
  /** Not at all: passwords and mail are in clear on the way. */
  NONE,
  /** TLS from the first byte. */
  SSL,
  /** TLS after {@code STARTTLS}; a server that does not offer it is not used. */
  TLS
}
