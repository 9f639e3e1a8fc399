package dev.freehold.web.jetty;

import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.Probes;
import dev.freehold.web.http.RequestId;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@link Probes} in front of whatever else a listener answers. Thread-safe. */
final class ProbeHandler extends Handler.Wrapper {

  private final Probes probes;
  private final Predicate<Request> isProbe;
  private final BodyMemory answers;

  ProbeHandler(ListenerSettings settings, ProvidedHandler service) {
    super(service.handler());
    this.probes = new Probes(settings.readiness());
    this.isProbe = service.isProbe();
    this.answers = settings.shared().answers();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isProbe(request)) {
      return super.handle(request, response, callback);
    }
    probes.answer(
        request.getMethod(),
        request.getHttpURI().getPath(),
        Optional.ofNullable(request.getHeaders().get(RequestId.HEADER)),
        new JettyResponse(request, response, callback, answers, new OpenAnswers()));
    return true;
  }

  private boolean isProbe(Request request) {
    return Probes.isPath(request.getHttpURI().getPath()) && isProbe.test(request);
  }

  /** The same log, told of no probe: they would be most of what it hears. */
  RequestLog without(RequestLog log) {
    return (request, response) -> {
      if (!isProbe(request)) {
        log.log(request, response);
      }
    };
  }
}
