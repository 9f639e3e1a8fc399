package dev.freehold.web.jetty;

import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.ListenSocket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how to listen.
 *
 * @param name names the listener's threads, such as {@code api}
 * @param socket the bound port; the listener's from now on
 * @param tls the certificate to show; empty for plain HTTP, which is for loopback only
 * @param hasHttp2 whether clients that ask for HTTP/2 get it; not without TLS
 * @param connections how many connections are held
 * @param known networks that strangers do not keep out
 * @param timeouts how long clients are waited for
 * @param shutdown how long requests under way may take to finish at the end
 */
public record ListenerSettings(
    String name,
    ListenSocket socket,
    Optional<SSLContext> tls,
    boolean hasHttp2,
    ConnectionBounds connections,
    KnownNetworks known,
    HttpTimeouts timeouts,
    Duration shutdown) {}
