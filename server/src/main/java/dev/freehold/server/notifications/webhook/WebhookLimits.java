package dev.freehold.server.notifications.webhook;

import java.time.Duration;

/** Every bound of webhooks. */
public final class WebhookLimits {

  /** How many a tenant has. */
  public static final int MAX_WEBHOOKS = 10;

  /** The length of an address. */
  static final int MAX_URL_CHARS = 1_024;

  /** How many addresses of a name are tried. */
  static final int MAX_ADDRESSES = 4;

  /** How long a connection may take to come about. */
  static final Duration CONNECT = Duration.ofSeconds(10);

  /** How much of an answer is read. */
  static final int MAX_ANSWER_BYTES = 16 << 10;

  /** The length of a secret. */
  static final int SECRET_BYTES = 32;

  private WebhookLimits() {}
}
