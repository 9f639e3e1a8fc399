package dev.freehold.files.s3;

import dev.freehold.web.http.SharedBounds;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how to listen.
 *
 * @param https where to listen with TLS, port 0 for any free one
 * @param tls the certificate to show there
 * @param http where to listen without TLS: loopback only, or behind something that has TLS
 * @param dnsName the name under which buckets are subdomains too; empty if they are paths only
 * @param maxRequests how many requests are worked on at a time, from 2
 * @param shared what all listeners of the process have together; half of {@code maxRequests} may
 *     hold bodies in its memory, or wait to
 * @param shutdown how long requests under way may take to finish at the end
 */
public record S3Settings(
    Optional<InetSocketAddress> https,
    Optional<SSLContext> tls,
    Optional<InetSocketAddress> http,
    Optional<String> dnsName,
    int maxRequests,
    SharedBounds shared,
    Duration shutdown) {

  /** Checks that there is something to listen on, and the bounds. */
  public S3Settings {
    if (https.isEmpty() && http.isEmpty()) {
      throw new IllegalArgumentException("S3 needs an address to listen on, HTTPS or HTTP");
    }
    if (https.isPresent() != tls.isPresent()) {
      throw new IllegalArgumentException("S3 over HTTPS needs an address and a certificate");
    }
    if (maxRequests < 2) {
      throw new IllegalArgumentException("S3 needs at least 2 requests at a time");
    }
  }

  /** Plain HTTP with the default bounds. */
  public static S3Settings plain(InetSocketAddress address) {
    return new S3Settings(
        Optional.empty(),
        Optional.empty(),
        Optional.of(address),
        Optional.empty(),
        S3Limits.DEFAULT_MAX_REQUESTS,
        SharedBounds.ofProcess(),
        Duration.ofSeconds(10));
  }
}
