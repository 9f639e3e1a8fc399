package dev.freehold.web;

import java.time.Duration;

/**
 * The limits that every listener has, in one place. Limits of one listener's protocol, such as the
 * length of its pages, are in its module.
 */
public final class WebLimits {

  @Meaning("Connections of one listener, where no setting says otherwise.")
  public static final int MAX_CONNECTIONS = 4096;

  @Meaning(
      "A network, which is an IPv4 address or the first half of an IPv6 address, gets at most all"
          + " connections of a listener divided by this; strangers together get at most the rest.")
  public static final int CONNECTION_PARTS_OF_NETWORK = 4;

  @Meaning("All connections of a listener, divided by this, are kept for this machine.")
  public static final int CONNECTION_PARTS_OF_THIS_MACHINE = 16;

  @Meaning("Connections of one listener that brought no request yet; one more displaces one.")
  public static final int MAX_HALF_OPEN_CONNECTIONS = 512;

  @Meaning("Connections that wait to be accepted.")
  public static final int ACCEPT_QUEUE_CONNECTIONS = 1024;

  @Meaning("Addresses and networks of trusted proxies.")
  public static final int MAX_PROXY_NETWORKS = 32;

  @Meaning("Networks from which somebody with a good token came, that are remembered.")
  public static final int MAX_KNOWN_NETWORKS = 10_000;

  @Meaning("How long such a network is remembered.")
  public static final Duration NETWORK_KNOWN_FOR = Duration.ofHours(1);

  @Meaning("A connection on which nothing moves for this long is closed.")
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  @Meaning("A TLS handshake, and a request's headers, must be complete within this time.")
  public static final Duration HEADER_TIMEOUT = Duration.ofSeconds(10);

  @Meaning("The request line and the headers of a request together.")
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  @Meaning("The host of a request, which is a name of the DNS or an address.")
  public static final int MAX_HOST_CHARACTERS = 255;

  @Meaning("The longest request id that is taken from a client; a longer one is ignored.")
  public static final int MAX_REQUEST_ID_CHARACTERS = 64;

  @Meaning("A request's body that is held whole must arrive within this time.")
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(20);

  @Meaning("The same for bodies of many MiB, which S3 holds until it knows their hash.")
  public static final Duration LONG_BODY_TIMEOUT = Duration.ofMinutes(2);

  @Meaning("The longest body that is held whole; each route takes as much or less.")
  public static final int MAX_HELD_BODY_BYTES = 16 * 1024 * 1024;

  @Meaning("What a route without a body takes: an empty JSON object with some room.")
  public static final int MAX_EMPTY_BODY_BYTES = 16;

  @Meaning("The least that a stream, in or out, must move in a second.")
  public static final long LEAST_BYTES_PER_SECOND = 1024;

  @Meaning("How long a client may stay below that rate, whatever it moved before.")
  public static final Duration LEAST_RATE_GRACE = Duration.ofSeconds(20);

  @Meaning("How much is still read, and thrown away, of a body that nobody wanted.")
  public static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  @Meaning("How long such a body is read.")
  public static final Duration DISCARD = Duration.ofSeconds(5);

  @Meaning("Requests of one listener that are worked on, where no setting says otherwise.")
  public static final int MAX_REQUESTS_AT_WORK = 256;

  @Meaning("One tenant, caller or network gets at most all of them divided by this.")
  public static final int REQUEST_PARTS_OF_SHARE = 2;

  @Meaning("Requests that wait for their turn.")
  public static final int MAX_WAITING_REQUESTS = 4096;

  @Meaning("How many of these may come from one tenant, caller or network.")
  public static final int MAX_WAITING_REQUESTS_OF_SHARE = 1024;

  @Meaning("How long a request waits for its turn.")
  public static final Duration MAX_REQUEST_WAIT = Duration.ofSeconds(10);

  @Meaning("The same at key vaults, whose clients wait some seconds for an answer.")
  public static final Duration MAX_SHORT_REQUEST_WAIT = Duration.ofSeconds(4);

  @Meaning("How long requests under way have at shutdown, where no setting says otherwise.")
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  @Meaning(
      "Where no setting says otherwise, the heap divided by this is for bodies that all listeners"
          + " hold, and as much again for long answers until clients have taken them.")
  public static final int HEAP_PARTS = 8;

  @Meaning("The least size of each of the two.")
  public static final long MIN_HELD_BYTES = 32L * 1024 * 1024;

  @Meaning("The largest size of each of the two.")
  public static final long MAX_HELD_BYTES = 128L * 1024 * 1024;

  @Meaning("How much of each one tenant or network may take, three quarters of it at most.")
  public static final long MAX_HELD_BYTES_OF_SHARE = 32L * 1024 * 1024;

  @Meaning("How long a body waits for memory, where it waits at all.")
  public static final Duration MAX_MEMORY_WAIT = Duration.ofSeconds(20);

  @Meaning("Answers up to this length take no such memory, so no refusal is itself refused.")
  public static final int SHORT_ANSWER_BYTES = 16 * 1024;

  @Meaning("How much of a streamed answer is gathered before it is sent.")
  public static final int OUTPUT_BUFFER_BYTES = 64 * 1024;

  @Meaning("Requests under way on one HTTP/2 connection; a client that wants more waits.")
  public static final int MAX_STREAMS = 128;

  @Meaning(
      "Frames in a second on one HTTP/2 connection that ask for work and bring no request: pings,"
          + " settings, resets, window updates, empty data, headers in many parts. One more closes"
          + " it; a busy client's window updates stay well below.")
  public static final int MAX_IDLE_FRAMES_PER_SECOND = 512;

  @Meaning("Settings in one HTTP/2 frame.")
  public static final int MAX_SETTINGS = 32;

  @Meaning("What a client may send on one HTTP/2 stream before somebody reads it.")
  public static final int STREAM_WINDOW_BYTES = 64 * 1024;

  @Meaning("The same for all streams of a connection together.")
  public static final int SESSION_WINDOW_BYTES = 128 * 1024;

  @Meaning("How long /readyz repeats its last result, whoever asks.")
  public static final Duration READINESS_HELD = Duration.ofSeconds(1);

  @Meaning("How long /readyz waits for checks that run already before it says unready.")
  public static final Duration READINESS_WAIT = Duration.ofSeconds(5);

  @Meaning("How often refused requests of one network make a line in the log.")
  public static final Duration REFUSAL_LOG_INTERVAL = Duration.ofMinutes(1);

  @Meaning("Networks that have their own such line; all others share one.")
  public static final int MAX_LOGGED_NETWORKS = 10_000;

  private WebLimits() {}
}
