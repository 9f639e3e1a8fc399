package dev.freehold.shell.remote;

import java.time.Duration;

/** Every bound of what is sent to servers and taken from them. */
final class RemoteLimits {

  /** How long a connection may take to come about. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long an answer may take to begin. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(100);

  /** How long an answer may take to its end. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(200);

  /** The longest answer that is read. */
  static final int MAX_ANSWER_BYTES = 16 << 20;

  /** How often a request is sent again because the server had too many. */
  static final int MAX_THROTTLED_RETRIES = 3;

  /** The longest wait that a server can ask for before a request is sent again. */
  static final int MAX_RETRY_AFTER_SECONDS = 30;

  /** How long before its end a token is renewed. */
  static final Duration TOKEN_MARGIN = Duration.ofMinutes(2);

  /** How long a user has to enter a device code, whatever the server says. */
  static final Duration MAX_DEVICE_WAIT = Duration.ofMinutes(30);

  /** How much a polling client slows down when it is told to; RFC 8628 section 3.5. */
  static final Duration SLOW_DOWN_STEP = Duration.ofSeconds(5);

  /** The longest time between two polls. */
  static final Duration MAX_DEVICE_INTERVAL = Duration.ofMinutes(1);

  /** The largest file of trusted authorities, or of certificates, that is read. */
  static final int MAX_TRUST_FILE_BYTES = 1 << 20;

  /** How many servers are remembered. */
  static final int MAX_TRUSTED_SERVERS = 256;

  /** How often a yes or no is asked for. */
  static final int MAX_QUESTIONS = 3;

  /** How much of a name in a certificate, or of a server's message, is shown. */
  static final int MAX_SHOWN_CHARS = 2_000;

  private RemoteLimits() {}
}
