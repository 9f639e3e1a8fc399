package dev.freehold.web;

import java.time.Duration;

/** The bounds that every listener has, in one place. */
public final class WebLimits {

  /** Header block with the request line, where a listener names no other bound. */
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  /** A connection on which nothing moves for this long is closed. */
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** A TLS handshake, and a request's headers, are whole within this time after they began. */
  public static final Duration HEADER_TIMEOUT = Duration.ofSeconds(10);

  /** A request's body that is held whole arrives within this time. */
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(20);

  /** At shutdown, requests under way have this long to finish, where a listener says nothing. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** What is streamed, in or out, moves at this rate at least while the server waits for it. */
  public static final long LEAST_BYTES_PER_SECOND = 1024;

  /** For so long a client may fall behind the least rate, whatever it moved before. */
  public static final Duration LEAST_RATE_GRACE = Duration.ofSeconds(20);

  /** A request waits for its turn for this long. */
  public static final Duration MAX_REQUEST_WAIT = Duration.ofSeconds(10);

  /** Requests that wait for their turn, of one tenant or network. */
  public static final int MAX_WAITING_REQUESTS_OF_SHARE = 1024;

  /** The same for all together. */
  public static final int MAX_WAITING_REQUESTS = 4096;

  /** For so long {@code /readyz} repeats what was found last, whoever asks. */
  public static final Duration READINESS_HELD = Duration.ofSeconds(1);

  /** {@code /readyz} waits this long for checks that run already, then it says unready. */
  public static final Duration READINESS_WAIT = Duration.ofSeconds(5);

  /** Connections that wait to be accepted. */
  public static final int ACCEPT_QUEUE_CONNECTIONS = 1024;

  /** Connections of one listener that have brought no request yet; a further one displaces one. */
  public static final int MAX_HALF_OPEN_CONNECTIONS = 512;

  /**
   * Platform threads of one listener, for accepting and selecting; requests run on virtual ones.
   */
  public static final int MAX_PLATFORM_THREADS = 16;

  /** Addresses and networks of trusted proxies. */
  public static final int MAX_PROXY_NETWORKS = 32;

  /** Addresses from which somebody with a good token came, that are remembered. */
  public static final int MAX_KNOWN_NETWORKS = 10_000;

  /** For so long one is remembered. */
  public static final Duration NETWORK_KNOWN_FOR = Duration.ofHours(1);

  /** What a route without a body takes: an empty JSON object with some room. */
  public static final int MAX_EMPTY_BODY_BYTES = 16;

  /** A request id that a client gives. */
  public static final int MAX_REQUEST_ID_CHARACTERS = 64;

  /** Requests under way on one HTTP/2 connection; a client that wants more waits. */
  public static final int MAX_STREAMS = 128;

  /**
   * Frames per second on one HTTP/2 connection that ask for work and bring no request: pings,
   * settings, resets, window updates, empty data, header blocks in many parts. One more closes it.
   * A busy client's window updates stay well below.
   */
  public static final int MAX_IDLE_FRAMES_PER_SECOND = 512;

  /** Settings in one HTTP/2 frame. */
  public static final int MAX_SETTINGS = 32;

  /** What a client may send on one HTTP/2 stream before somebody reads it. */
  public static final int STREAM_WINDOW_BYTES = 64 * 1024;

  /** The same for all streams of a connection together. */
  public static final int SESSION_WINDOW_BYTES = 128 * 1024;

  /** Request bodies that are held whole at a time, by all listeners of a process together. */
  public static final long MAX_BODIES_BYTES = 128L * 1024 * 1024;

  /** Long answers that are held at a time until clients have taken them, the same way. */
  public static final long MAX_ANSWERS_BYTES = 128L * 1024 * 1024;

  /** One part in so many of the heap is for bodies, and one for answers, up to those bounds. */
  public static final int HEAP_PARTS = 8;

  /** The least of it, however small the heap. */
  public static final long MIN_HELD_BYTES = 32L * 1024 * 1024;

  /** Of it, what one tenant or network may take: as much as the longest body that is held. */
  public static final long MAX_HELD_BYTES_OF_SHARE = 32L * 1024 * 1024;

  /** The longest answer that does not count there: refusals are never refused themselves. */
  public static final int SHORT_ANSWER_BYTES = 16 * 1024;

  /** What is still read, and thrown away, of a body that nobody wanted. */
  public static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  /** For how long it is read. */
  public static final Duration DISCARD = Duration.ofSeconds(5);

  private WebLimits() {}
}
