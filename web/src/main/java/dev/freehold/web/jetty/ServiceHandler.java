package dev.freehold.web.jetty;

import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands Jetty's requests to a service. Thread-safe. */
final class ServiceHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceHandler.class);

  private final WebService service;
  private final Duration bodyTimeout;
  private final BodyMemory bodies;
  private final BodyMemory answers;

  ServiceHandler(WebService service, Duration bodyTimeout, BodyMemory bodies, BodyMemory answers) {
    this.service = service;
    this.bodyTimeout = bodyTimeout;
    this.bodies = bodies;
    this.answers = answers;
  }

  static ServiceHandler of(WebService service, ListenerSettings settings) {
    SharedBounds shared = settings.shared();
    return new ServiceHandler(
        service, settings.timeouts().body(), shared.bodies(), shared.answers());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    JettyResponse answer = new JettyResponse(request, response, callback, answers);
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
    JettyResponse answer = new JettyResponse(request, response, callback, answers);
    service.refuse(status < 400 ? 500 : status, answer);
    return true;
  }
}
