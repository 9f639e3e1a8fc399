package dev.freehold.files.s3;

import dev.freehold.files.s3.request.S3Limits;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where and how to listen.
 *
 * @param bindAddress the address to listen on, such as {@code 127.0.0.1}
 * @param port the TCP port, 0 for any free one
 * @param tls the certificate to show; empty for plain HTTP, which is for loopback only
 * @param plainPort a second port, of loopback and without TLS, for a proxy on this machine; 0 for
 *     none
 * @param dnsName the name under which buckets are subdomains too; empty if they are paths only
 * @param maxRequests how many requests are worked on at a time, from 2
 * @param shared what all listeners of the process have together; half of {@code maxRequests} may
 *     hold bodies in its memory, or wait to
 * @param readiness what {@code /readyz} says; must not throw
 * @param shutdown how long requests under way may take to finish at the end
 */
public record S3ListenerSettings(
    String bindAddress,
    int port,
    Optional<SSLContext> tls,
    int plainPort,
    Optional<String> dnsName,
    int maxRequests,
    SharedBounds shared,
    Supplier<Readiness> readiness,
    Duration shutdown) {

  /** Checks the bounds. */
  public S3ListenerSettings {
    if (maxRequests < 2) {
      throw new IllegalArgumentException("S3 needs at least 2 requests at a time");
    }
  }

  /** Plain HTTP on any free port of loopback, with the default bounds. */
  static S3ListenerSettings plain() {
    return new S3ListenerSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        S3Limits.DEFAULT_MAX_REQUESTS,
        SharedBounds.ofProcess(),
        () -> Readiness.READY,
        Duration.ofSeconds(10));
  }
}
