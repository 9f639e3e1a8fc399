package dev.freehold.mailserver.lmtp;

import java.time.Duration;

/** Every bound of delivery, in one place. */
final class LmtpLimits {

  /** The longest command line, its end included: RFC 5321's 512 and room for parameters. */
  static final int MAX_LINE_BYTES = 2048;

  /** How many recipients one message has (RFC 5321 section 4.5.3.1.8 asks for 100). */
  static final int MAX_RECIPIENTS = 100;

  /** The most of a message that is searched for the end of its header. */
  static final int MAX_HEADER_BYTES = 256 * 1024;

  /** How many connections there are at once. */
  static final int MAX_CONNECTIONS = 64;

  /** How many wrong commands a connection may send before it is closed. */
  static final int MAX_ERRORS = 20;

  /** How long a client may be silent (RFC 5321 section 4.5.3.2.7). */
  static final Duration IDLE = Duration.ofMinutes(5);

  /** How long a client may take for the handshake of TLS. */
  static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /** How long a message may take from its first byte to its last. */
  static final Duration MESSAGE = Duration.ofMinutes(10);

  /** How long those who are at work are waited for when the server stops. */
  static final Duration STOP = Duration.ofSeconds(10);

  /** Bytes that go from the connection to the sealers at once. */
  static final int CHUNK_BYTES = 32 * 1024;

  /** Chunks that wait for one sealer before the connection waits for it too. */
  static final int MAX_WAITING_CHUNKS = 2;

  private LmtpLimits() {}
}
