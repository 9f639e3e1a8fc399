package dev.freehold.web.jetty;

import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs each request on a virtual thread. Jetty does that by itself, but for one case: bytes of a
 * TLS connection that were already decrypted when the request began to wait for them are delivered
 * on one of its few platform threads. As many slow bodies as there are such threads would then
 * block all connections, even the one that would end them. Safe for use by many threads.
 */
public final class OnVirtualThreads extends Handler.Wrapper {

  private final Executor threads;

  /**
   * Runs requests on threads of {@code threads} unless they are on a virtual one already.
   *
   * @param handler answers them; null if it is set later
   */
  public OnVirtualThreads(Executor threads, Handler handler) {
    super(handler);
    this.threads = threads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (Thread.currentThread().isVirtual()) {
      return super.handle(request, response, callback);
    }
    threads.execute(() -> handleHere(request, response, callback));
    return true;
  }

  private void handleHere(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable failure) { // as Jetty itself does where it calls a handler
      Response.writeError(request, response, callback, failure);
    }
  }
}
