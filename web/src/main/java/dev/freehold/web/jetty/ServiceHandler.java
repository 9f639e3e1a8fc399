package dev.freehold.web.jetty;

import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RefusalLog;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands Jetty's requests to a service. When the server stops, answers that are open end at once.
 * Thread-safe.
 */
final class ServiceHandler extends Handler.Abstract implements Graceful {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceHandler.class);

  private final WebService service;
  private final Duration bodyTimeout;
  private final BodyMemory bodies;
  private final BodyMemory answers;
  private final RefusalLog refusals;
  private final OpenAnswers open = new OpenAnswers();

  ServiceHandler(WebService service, Duration bodyTimeout, SharedBounds shared) {
    this.service = service;
    this.bodyTimeout = bodyTimeout;
    this.bodies = shared.bodies();
    this.answers = shared.answers();
    this.refusals = shared.refusals();
  }

  static ServiceHandler of(WebService service, ListenerSettings settings) {
    return new ServiceHandler(service, settings.timeouts().body(), settings.shared());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    JettyResponse answer = new JettyResponse(request, response, callback, answers, open);
    try (JettyRequest incoming = new JettyRequest(request, bodyTimeout, bodies)) {
      service.serve(incoming, answer);
      answer.end();
    } catch (IOException | RuntimeException failure) {
      LOG.debug("an answer was broken off", failure);
      answer.fail(failure);
    }
    return true;
  }

  /** Answers what Jetty refuses before it is a request: bad syntax, too long headers. */
  boolean refuse(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    NotHttp refusal = new NotHttp(status < 400 ? 500 : status);
    refusals.refused(Request.getRemoteAddr(request), refusal.status(), refusal.code());
    service.refuse(refusal, new JettyResponse(request, response, callback, answers, open));
    return true;
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    open.stop();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public boolean isShutdown() {
    return open.isStopped();
  }
}
