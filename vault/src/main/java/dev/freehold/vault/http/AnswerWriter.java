package dev.freehold.vault.http;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Content;
import dev.freehold.vault.wire.WireJson;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers with the headers that all of them have. */
final class AnswerWriter {

  private static final byte[] NO_BODY = {};

  private AnswerWriter() {}

  static void write(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    headers.put(HttpHeader.PRAGMA, "no-cache");
    headers.put(HttpHeader.EXPIRES, "-1");
    headers.put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000;includeSubDomains");
    headers.put("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::put);
    boolean unread = UnreadBody.isLeft(request);
    if (unread) {
      announceClose(request, headers);
    }
    byte[] bytes = body(answer, headers);
    ByteBuffer body = ByteBuffer.wrap(bytes);
    Callback end = erasing(bytes, callback);
    if (unread) {
      UnreadBody.writeThenDiscard(request, response, body, end);
    } else {
      response.write(true, body, end);
    }
  }

  private static byte[] body(Answer answer, HttpFields.Mutable headers) {
    if (answer.content().isPresent()) {
      Content content = answer.content().get();
      headers.put(HttpHeader.CONTENT_TYPE, content.mediaType());
      return content.bytes();
    }
    if (answer.body().isPresent()) {
      headers.put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
      return WireJson.bytes(answer.body().get());
    }
    return NO_BODY;
  }

  /** Overwrites {@code body}, which may hold a secret, when it has been sent or given up. */
  private static Callback erasing(byte[] body, Callback callback) {
    return Callback.from(callback, () -> Arrays.fill(body, (byte) 0));
  }

  /**
   * A connection on which a body was left unread cannot be used again. A client that is not told
   * sends its next request into the closing and sees it fail.
   */
  private static void announceClose(Request request, HttpFields.Mutable headers) {
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
  }
}
