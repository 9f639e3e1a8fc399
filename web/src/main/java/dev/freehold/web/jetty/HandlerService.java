package dev.freehold.web.jetty;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;

/**
 * What answers behind a listener where a handler of Jetty's is needed.
 *
 * @param handler answers requests; of one listener only
 * @param refusals answers what is no valid HTTP
 * @param log is told of each request at its end
 * @param http changes how HTTP is read, where the listener's own way does not fit
 */
public record HandlerService(
    Handler handler,
    Request.Handler refusals,
    Optional<RequestLog> log,
    Consumer<HttpConfiguration> http) {}
