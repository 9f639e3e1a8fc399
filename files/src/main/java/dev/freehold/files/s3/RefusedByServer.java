package dev.freehold.files.s3;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3RequestId;
import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RefusalLog;
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

  private final RefusalLog refusals;

  RefusedByServer(RefusalLog refusals) {
    this.refusals = refusals;
  }

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
    NotHttp refusal = new NotHttp(status);
    refusals.refused(Request.getRemoteAddr(request), status, refusal.code());
    String id = S3RequestId.next();
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code(status).code()
            + "</Code><Message>"
            + refusal.message()
            + "</Message><RequestId>"
            + id
            + "</RequestId></Error>";
    response.getHeaders().put(S3RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    // Where the parser stopped, the next request on this connection cannot be told from the rest.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static ErrorCode code(int status) {
    return switch (status) {
      case NotHttp.METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
      case 500 -> ErrorCode.INTERNAL_ERROR;
      case 501 -> ErrorCode.NOT_IMPLEMENTED;
      case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
      default -> ErrorCode.INVALID_REQUEST;
    };
  }
}
