package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import dev.freehold.web.net.PeerNetworks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's response as services see it. Ends its callback once, whatever the service does. */
final class JettyResponse implements WebResponse {

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final BodyMemory memory;
  private final OpenAnswers open;
  private OutputStream stream;
  private int status;

  /** Whether the callback is somebody else's to end by now. */
  private boolean sent;

  JettyResponse(
      Request request, Response response, Callback callback, BodyMemory memory, OpenAnswers open) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.memory = memory;
    this.open = open;
  }

  @Override
  public void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  @Override
  public void reset() {
    response.reset();
    status = 0;
    stream = null; // nothing of it is out
  }

  @Override
  public boolean isCommitted() {
    return sent || response.isCommitted();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void send(int answered, byte[] body) {
    if (sent || stream != null) {
      throw new IllegalStateException("a request has one answer");
    }
    long held = body.length <= WebLimits.SHORT_ANSWER_BYTES ? 0 : body.length;
    String share = held == 0 ? "" : PeerNetworks.of(Request.getRemoteAddr(request));
    if (!memory.take(share, held)) {
      throw RequestRefusedException.noRoom();
    }
    Callback end = ending(body, share, held);
    begin(answered);
    sent = true;
    ByteBuffer bytes = ByteBuffer.wrap(body);
    if (UnreadBody.isLeft(request)) {
      announceClose();
      UnreadBody.writeThenDiscard(request, response, bytes, end);
    } else {
      if (answered != 204 && answered != 304) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      }
      response.write(true, bytes, end);
    }
  }

  private void begin(int answered) {
    status = answered;
    response.setStatus(answered);
  }

  private Callback ending(byte[] body, String share, long held) {
    return Callback.from(
        callback,
        () -> {
          Arrays.fill(body, (byte) 0);
          memory.give(share, held);
        });
  }

  /**
   * A connection on which a body was left unread cannot be used again. A client that is not told
   * sends its next request into the closing and sees it fail.
   */
  private void announceClose() {
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
  }

  @Override
  public OutputStream stream(int answered, long length) {
    begin(answered);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    stream = Content.Sink.asOutputStream(response);
    return stream;
  }

  @Override
  public OpenAnswer open(int answered) {
    if (sent || stream != null) {
      throw new IllegalStateException("a request has one answer");
    }
    begin(answered);
    sent = true;
    JettyOpenAnswer answer = new JettyOpenAnswer(response, callback, open);
    open.add(answer);
    return answer;
  }

  /** Ends the answer of a service that came back. */
  void end() throws IOException {
    if (sent) {
      return;
    }
    if (stream != null) {
      stream.close();
    }
    sent = true;
    callback.succeeded();
  }

  /** Ends the answer of a service that failed: nothing more will come. */
  void fail(Throwable reason) {
    if (sent) {
      return;
    }
    if (response.isCommitted()) {
      sent = true;
      callback.failed(reason);
    } else {
      reset();
      send(500, new byte[0]);
    }
  }
}
