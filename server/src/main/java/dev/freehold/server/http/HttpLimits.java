package dev.freehold.server.http;

import java.time.Duration;

/** The limits of requests to the REST API and to login hosts. */
public final class HttpLimits {

  /** A JSON body of the API. */
  public static final long MAX_JSON_BODY_BYTES = 64 << 10;

  /** A JSON body that names a thousand mailboxes by addresses of the greatest length. */
  public static final long MAX_NAMES_BODY_BYTES = 320 << 10;

  /** A form of the console, which may have a table of a thousand mailboxes as a file. */
  public static final long MAX_CONSOLE_FORM_BYTES = 512 << 10;

  /** A JSON body with the largest CSV of a migration batch in base64, and its folder rules. */
  public static final long MAX_CSV_BODY_BYTES = 15L << 20;

  /** Content that the console passes on from the API. */
  public static final long MAX_INNER_ANSWER_BYTES = 16L << 20;

  /** Entries of a list in one answer. */
  public static final int MAX_PAGE_ROWS = 1_000;

  /** A form of the token endpoint. */
  public static final long MAX_FORM_BODY_BYTES = 16 << 10;

  /** How long a request without a large body may take. */
  public static final Duration SHORT_REQUEST = Duration.ofSeconds(30);

  /** How long a message may take to go in or out. */
  public static final Duration LONG_REQUEST = Duration.ofMinutes(10);

  /** Connections of the listener for metrics. */
  public static final int MAX_METRICS_CONNECTIONS = 64;

  private HttpLimits() {}
}
