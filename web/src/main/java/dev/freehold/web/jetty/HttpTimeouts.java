package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param idle how long a connection may be idle before it is closed
 * @param header how long a TLS handshake, and the headers of a request, may take
 * @param body how long a request body that is held whole may take to arrive
 * @param behind how long a client may stay below the lowest rate of a stream
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
