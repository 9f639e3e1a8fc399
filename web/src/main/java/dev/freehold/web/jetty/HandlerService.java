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
 * The service behind a listener that needs a handler of Jetty's.
 *
 * @param handler answers requests; of one listener only
 * @param refusals answers what is no valid HTTP
 * @param isProbe whether a request for a path of {@link Probes} is one, and not the protocol's own
 * @param log is told of each request at its end, but of no probe
 * @param http changes how HTTP is read, where the listener's own way does not fit
 */
public record HandlerService(
    Handler handler,
    Request.Handler refusals,
    Predicate<Request> isProbe,
    Optional<RequestLog> log,
    Consumer<HttpConfiguration> http) {}
