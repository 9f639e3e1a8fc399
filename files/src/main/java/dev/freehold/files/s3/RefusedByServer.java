package dev.freehold.files.s3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that never reach the servlet, such as a malformed request line, as S3 does: an
 * error document, and nothing of what the server thinks of it.
 */
final class RefusedByServer extends ErrorHandler {

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      Throwable cause,
      Callback callback) {
    ErrorCode code = status >= 500 ? ErrorCode.INTERNAL_ERROR : ErrorCode.INVALID_REQUEST;
    String id = RequestId.next();
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code.code()
            + "</Code><Message>the request cannot be served</Message><RequestId>"
            + id
            + "</RequestId></Error>";
    response.getHeaders().put(RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    // Where the parser stopped, the next request on this connection cannot be told from the rest.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
