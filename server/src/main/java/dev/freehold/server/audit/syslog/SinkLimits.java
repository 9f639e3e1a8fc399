package dev.freehold.server.audit.syslog;

import java.time.Duration;

/** Every bound of the sink. */
final class SinkLimits {

  /** Records that are read, and written into the connection, at a time. */
  static final int PAGE_RECORDS = 200;

  /** Records that go out on one connection before the collector has to confirm them. */
  static final int MAX_WINDOW_RECORDS = 10_000;

  /** How long a node may send before it has to say again that it does. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** How long connecting and the TLS handshake may take. */
  static final Duration CONNECT = Duration.ofSeconds(10);

  /** What a collector says is read, so that it can close; no more of it than this. */
  static final int MAX_UNASKED_BYTES = 64 << 10;

  /** A host's name in a message (RFC 5424, section 6). */
  static final int MAX_HOST_CHARS = 255;

  /** What kind of message it is. */
  static final int MAX_MESSAGE_ID_CHARS = 32;

  private SinkLimits() {}
}
