package dev.freehold.web;

import java.time.Duration;

/**
 * The bounds of the door, which every listener has, in one place. What belongs to the protocol of
 * one listener, such as the length of its pages, is in the limits of its module.
 */
public final class WebLimits {

  @Meaning("Connections of one listener, where no setting says otherwise.")
  public static final int MAX_CONNECTIONS = 4096;

  @Meaning(
      "One network, which is an address or the first half of one of IPv6, has one part in so many"
          + " of a listener's connections; strangers together have all others.")
  public static final int CONNECTION_PARTS_OF_NETWORK = 4;

  @Meaning("One part in so many of them is kept for this machine.")
  public static final int CONNECTION_PARTS_OF_THIS_MACHINE = 16;

  @Meaning("Connections of one listener that brought no request yet; one more displaces one.")
  public static final int MAX_HALF_OPEN_CONNECTIONS = 512;

  @Meaning("Connections that wait to be accepted.")
  public static final int ACCEPT_QUEUE_CONNECTIONS = 1024;

  @Meaning("Platform threads of one listener that accept and select; requests run on virtual ones.")
  public static final int MAX_PLATFORM_THREADS = 16;

  @Meaning("Addresses and networks of trusted proxies.")
  public static final int MAX_PROXY_NETWORKS = 32;

  @Meaning("Networks from which somebody with a good token came, that are remembered.")
  public static final int MAX_KNOWN_NETWORKS = 10_000;

  @Meaning("For so long one is remembered.")
  public static final Duration NETWORK_KNOWN_FOR = Duration.ofHours(1);

  @Meaning("A connection on which nothing moves for so long is closed.")
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  @Meaning("A TLS handshake, and a request's headers, are whole so long after they began.")
  public static final Duration HEADER_TIMEOUT = Duration.ofSeconds(10);

  @Meaning("The request line and the headers of a request together.")
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  @Meaning("The host of a request, which is a name of the DNS or an address.")
  public static final int MAX_HOST_CHARACTERS = 255;

  @Meaning("A request id that a client gives; of a longer one nothing is taken.")
  public static final int MAX_REQUEST_ID_CHARACTERS = 64;

  @Meaning("A request's body that is held whole arrives within so long.")
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(20);

  @Meaning("The same for bodies of many MiB, which S3 holds until it knows their hash.")
  public static final Duration LONG_BODY_TIMEOUT = Duration.ofMinutes(2);

  @Meaning("The longest body that is held whole; each route takes as much or less.")
  public static final int MAX_HELD_BODY_BYTES = 16 * 1024 * 1024;

  @Meaning("What a route without a body takes: an empty JSON object with some room.")
  public static final int MAX_EMPTY_BODY_BYTES = 16;

  @Meaning("What is streamed, in or out, moves so much in a second at least.")
  public static final long LEAST_BYTES_PER_SECOND = 1024;

  @Meaning("For so long a client may fall behind that, whatever it moved before.")
  public static final Duration LEAST_RATE_GRACE = Duration.ofSeconds(20);

  @Meaning("What is still read, and thrown away, of a body that nobody wanted.")
  public static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  @Meaning("For so long it is read.")
  public static final Duration DISCARD = Duration.ofSeconds(5);

  @Meaning("Requests of one listener that are worked on, where no setting says otherwise.")
  public static final int MAX_REQUESTS_AT_WORK = 256;

  @Meaning("One tenant, caller or network has one part in so many of them.")
  public static final int REQUEST_PARTS_OF_SHARE = 2;

  @Meaning("Requests that wait for their turn.")
  public static final int MAX_WAITING_REQUESTS = 4096;

  @Meaning("Of these, of one tenant, caller or network.")
  public static final int MAX_WAITING_REQUESTS_OF_SHARE = 1024;

  @Meaning("A request waits for its turn for so long.")
  public static final Duration MAX_REQUEST_WAIT = Duration.ofSeconds(10);

  @Meaning("The same at key vaults, whose clients wait some seconds for an answer.")
  public static final Duration MAX_SHORT_REQUEST_WAIT = Duration.ofSeconds(4);

  @Meaning("At the end, requests under way have so long, where no setting says otherwise.")
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  @Meaning(
      "Where no setting says otherwise, one part in so many of the heap is for bodies that are held"
          + " by all listeners, and one for long answers until clients have taken them.")
  public static final int HEAP_PARTS = 8;

  @Meaning("Each of the two is at least so large.")
  public static final long MIN_HELD_BYTES = 32L * 1024 * 1024;

  @Meaning("Each of the two is at most so large.")
  public static final long MAX_HELD_BYTES = 128L * 1024 * 1024;

  @Meaning("Of each, what one tenant or network takes, and at most three quarters of it.")
  public static final long MAX_HELD_BYTES_OF_SHARE = 32L * 1024 * 1024;

  @Meaning("A body waits for memory for so long, where it waits at all.")
  public static final Duration MAX_MEMORY_WAIT = Duration.ofSeconds(20);

  @Meaning("The longest answer that does not count: refusals are never refused themselves.")
  public static final int SHORT_ANSWER_BYTES = 16 * 1024;

  @Meaning("What a streamed answer gathers before it is sent.")
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

  @Meaning("For so long /readyz repeats what was found last, whoever asks.")
  public static final Duration READINESS_HELD = Duration.ofSeconds(1);

  @Meaning("/readyz waits so long for checks that run already, then it says unready.")
  public static final Duration READINESS_WAIT = Duration.ofSeconds(5);

  @Meaning("Refused requests of one network are one line in the log in so long.")
  public static final Duration REFUSAL_LOG_INTERVAL = Duration.ofMinutes(1);

  @Meaning("Networks that have such lines of their own; all others have one together.")
  public static final int MAX_LOGGED_NETWORKS = 10_000;

  private WebLimits() {}
}
