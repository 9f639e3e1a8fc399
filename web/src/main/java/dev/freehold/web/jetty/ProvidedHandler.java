package dev.freehold.web.jetty;

import dev.freehold.web.http.Probes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;

/**
 * A listener's service that needs a handler of Jetty's.
 *
 * @param handler answers requests; for one listener only
 * @param refusals answers invalid HTTP
 * @param isProbe whether a request for a path of {@link Probes} is a probe, and not part of the
 *     listener's own protocol
 * @param log is called with each request at its end, except probes
 * @param http changes how HTTP is parsed, if the listener needs it
 */
public record ProvidedHandler(
    Handler handler,
    Request.Handler refusals,
    Predicate<Request> isProbe,
    Optional<RequestLog> log,
    Consumer<HttpConfiguration> http) {}
