package dev.freehold.vault.http;

import dev.freehold.vault.VaultLimits;
import java.time.Duration;

/** The bounds of the listener's own making; what clients may know is in the vault's limits. */
final class HttpLimits {

  /** Requests under way on one HTTP/2 connection; a client that wants more waits. */
  static final int MAX_STREAMS = 128;

  /**
   * Frames per second on one HTTP/2 connection that ask for work and bring no request: pings,
   * settings, resets, window updates, empty data, header blocks in many parts. One more closes it.
   * A busy client's window updates stay well below.
   */
  static final int MAX_IDLE_FRAMES_PER_SECOND = 512;

  /** Settings in one HTTP/2 frame. */
  static final int MAX_SETTINGS = 32;

  /** What a client may send on one HTTP/2 stream before somebody reads it. */
  static final int STREAM_WINDOW_BYTES = 64 * 1024;

  /** The same for all streams of a connection together. */
  static final int SESSION_WINDOW_BYTES = 128 * 1024;

  /** Request bodies that are held at a time by all connections together. */
  static final long MAX_BODIES_BYTES = 64L * 1024 * 1024;

  /**
   * Answers other than the protocol's JSON that are held at a time until clients have taken them:
   * one of the greatest length.
   */
  static final long MAX_CONTENTS_BYTES = VaultLimits.MAX_CONTENT_BYTES;

  /** What is still read, and thrown away, of a body that nobody wanted. */
  static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  /** For how long it is read. */
  static final Duration DISCARD = Duration.ofSeconds(5);

  private HttpLimits() {}
}
