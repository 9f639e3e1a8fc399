package dev.freehold.files.s3;

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
 * @param bufferedBodyBytes memory for bodies that are held whole, all together, from 16 MiB; half
 *     of {@code maxRequests} may have or want some
 * @param shutdown how long requests under way may take to finish at the end
 */
public record S3Settings(
    Optional<InetSocketAddress> https,
    Optional<SSLContext> tls,
    Optional<InetSocketAddress> http,
    Optional<String> dnsName,
    int maxRequests,
    int bufferedBodyBytes,
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
    if (bufferedBodyBytes < S3Limits.MAX_BUFFERED_BODY_BYTES) {
      throw new IllegalArgumentException(
          "S3 needs memory for one body of " + S3Limits.MAX_BUFFERED_BODY_BYTES + " bytes");
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
        S3Limits.DEFAULT_BUFFERED_BODY_BYTES,
        Duration.ofSeconds(10));
  }
}
