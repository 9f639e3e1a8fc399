package dev.freehold.web.jetty;

import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where and how to listen.
 *
 * @param name names the listener's threads, such as {@code api}
 * @param socket the bound port; from now on it belongs to the listener
 * @param tls the certificate to show; empty for plain HTTP, which is for loopback only
 * @param plain a second port, on loopback, for a proxy on this machine that does TLS
 * @param hasHttp2 whether clients that ask for HTTP/2 get it; not without TLS
 * @param shared the limits that all listeners of the process share
 * @param readiness the answer of {@code /readyz}; must not throw
 * @param timeouts how long to wait for clients
 * @param shutdown how long requests under way may take to finish at the end
 */
public record ListenerSettings(
    String name,
    ListenSocket socket,
    Optional<SSLContext> tls,
    Optional<ListenSocket> plain,
    boolean hasHttp2,
    SharedBounds shared,
    Supplier<Readiness> readiness,
    HttpTimeouts timeouts,
    Duration shutdown) {}
