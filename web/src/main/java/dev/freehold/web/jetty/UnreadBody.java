package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Reads what is left of a request's body after its answer has gone out, and throws it away, so that
 * the end of the request does not take the answer with it: HTTP/1.1 would reset a connection on
 * which bytes still arrive (RFC 9112, section 9.6), HTTP/2 would cancel the stream (RFC 9113,
 * section 8.1). Ends the request when the body ends or a bound is met. Used by one request.
 */
final class UnreadBody implements Callback {

  private final Request request;
  private final Response response;
  private final Callback end;
  private final long deadlineNanos;
  private long leftBytes = WebLimits.MAX_DISCARDED_BYTES;

  private UnreadBody(Request request, Response response, Callback end) {
    this.request = request;
    this.response = response;
    this.end = end;
    this.deadlineNanos = System.nanoTime() + WebLimits.DISCARD.toNanos();
  }

  /**
   * Throws away what is here of the body already, and tells whether more may come. Jetty's own way
   * to do this gives up the body as well: nothing can be read after it.
   */
  static boolean isLeft(Request request) {
    long left = WebLimits.STREAM_WINDOW_BYTES;
    while (left > 0) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return true;
      }
      if (isEnd(chunk)) {
        return false;
      }
      left -= chunk.remaining();
      chunk.release();
    }
    return true;
  }

  /** Sends the whole answer, but keeps it open until the body has been read. */
  static void writeThenDiscard(
      Request request, Response response, ByteBuffer answer, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.remaining());
    response.write(false, answer, new UnreadBody(request, response, callback));
  }

  /** The answer is out. */
  @Override
  public void succeeded() {
    while (leftBytes > 0 && System.nanoTime() - deadlineNanos < 0) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::succeeded);
        return;
      }
      if (isEnd(chunk)) {
        break;
      }
      leftBytes -= chunk.remaining();
      chunk.release();
    }
    response.write(true, BufferUtil.EMPTY_BUFFER, end);
  }

  /** Whether nothing comes after {@code chunk}, which is released then. */
  private static boolean isEnd(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      return true;
    }
    boolean last = chunk.isLast();
    if (last) {
      chunk.release();
    }
    return last;
  }

  @Override
  public void failed(Throwable reason) {
    end.failed(reason);
  }

  @Override
  public InvocationType getInvocationType() {
    return end.getInvocationType();
  }
}
