package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.NotHttp;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what is HTTP and yet nothing that a listener could be asked: a method for proxies, a
 * target without a path, a host longer than any name. Safe for use by many threads.
 */
final class PlainTarget extends Handler.Wrapper {

  private final Request.Handler refusals;

  /**
   * @param handler answers the others
   * @param refusals words the refusal that the status says
   */
  PlainTarget(Handler handler, Request.Handler refusals) {
    super(handler);
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!hasPath(request)) {
      response.getHeaders().put(HttpHeader.ALLOW, NotHttp.METHODS);
      response.setStatus(NotHttp.METHOD_NOT_ALLOWED);
      return refusals.handle(request, response, callback);
    }
    String host = request.getHttpURI().getHost();
    if (host != null && host.length() > WebLimits.MAX_HOST_CHARACTERS) {
      response.setStatus(NotHttp.BAD_REQUEST);
      return refusals.handle(request, response, callback);
    }
    return super.handle(request, response, callback);
  }

  private static boolean hasPath(Request request) {
    String path = request.getHttpURI().getPath();
    return !HttpMethod.CONNECT.is(request.getMethod()) && (path == null || path.startsWith("/"));
  }
}
