package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param idle a connection on which nothing moves for this long is closed
 * @param header a TLS handshake and a request's headers are whole within this time
 * @param body a request's body that is held whole arrives within this time
 * @param behind how long a client may stay below the least rate of a stream
 */
public record HttpTimeouts(Duration idle, Duration header, Duration body, Duration behind) {

  /** The timeouts of listeners in production. */
  public static final HttpTimeouts DEFAULT =
      new HttpTimeouts(
          WebLimits.IDLE_TIMEOUT,
          WebLimits.HEADER_TIMEOUT,
          WebLimits.BODY_TIMEOUT,
          WebLimits.LEAST_RATE_GRACE);
}
