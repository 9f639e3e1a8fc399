package dev.freehold.server.http;

import java.time.Duration;

/** Every bound of the HTTPS listener. */
public final class HttpLimits {

  /** All header lines of a request together; tokens are the largest part of it. */
  public static final int MAX_REQUEST_HEADER_BYTES = 16 << 10;

  /** A JSON body of the API. */
  public static final long MAX_JSON_BODY_BYTES = 64 << 10;

  /** What a route without a body takes: an empty JSON object with some room. */
  public static final long MAX_EMPTY_BODY_BYTES = 16;

  /** A JSON body that names a thousand mailboxes by addresses of the greatest length. */
  public static final long MAX_NAMES_BODY_BYTES = 320 << 10;

  /** A JSON body with the largest CSV of a migration batch in base64, and its folder rules. */
  public static final long MAX_CSV_BODY_BYTES = 15L << 20;

  /** Entries of a list in one answer. */
  public static final int MAX_PAGE_ROWS = 1_000;

  /** A form of the token endpoint. */
  public static final long MAX_FORM_BODY_BYTES = 16 << 10;

  /** A connection on which nothing moves for so long is closed. */
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** How long a request without a large body may take. */
  public static final Duration SHORT_REQUEST = Duration.ofSeconds(30);

  /** How long a message may take to go in or out. */
  public static final Duration LONG_REQUEST = Duration.ofMinutes(10);

  /** Connections that wait to be accepted. */
  static final int ACCEPT_QUEUE_CONNECTIONS = 256;

  /** Platform threads for accepting and selecting; requests run on virtual threads. */
  static final int MAX_PLATFORM_THREADS = 32;

  /** How long a stop waits for answers that are written but not yet sent. */
  static final Duration LAST_BYTES = Duration.ofSeconds(2);

  /** Connections that are held at a time; further ones wait to be accepted. */
  static final int MAX_CONNECTIONS = 4096;

  /** A request id that a client gives. */
  static final int MAX_REQUEST_ID_CHARACTERS = 64;

  /** What is still read, and thrown away, of the body of a request that was refused. */
  static final long MAX_DISCARDED_BYTES = 64L << 20;

  /** For how long it is read. */
  static final Duration DISCARD = Duration.ofSeconds(5);

  private HttpLimits() {}
}
