package dev.freehold.web.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sees to it that every 429 and 503 says when to come again, whoever answers so: a client that is
 * not told comes again at once. Safe for use by many threads.
 */
final class ComeAgain extends Handler.Wrapper {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final long SECONDS = 1;

  ComeAgain(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(request, new Answer(request, response), callback);
  }

  /** The same for what answers without being behind the handler. */
  static Request.Handler before(Request.Handler refusals) {
    return (request, response, callback) ->
        refusals.handle(request, new Answer(request, response), callback);
  }

  private static final class Answer extends Response.Wrapper {

    Answer(Request request, Response wrapped) {
      super(request, wrapped);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      if (!isCommitted()
          && (getStatus() == TOO_MANY_REQUESTS || getStatus() == SERVICE_UNAVAILABLE)
          && !getHeaders().contains(HttpHeader.RETRY_AFTER)) {
        getHeaders().put(HttpHeader.RETRY_AFTER, SECONDS);
      }
      super.write(last, content, callback);
    }
  }
}
