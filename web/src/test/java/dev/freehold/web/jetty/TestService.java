package dev.freehold.web.jetty;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Services for tests of the listener. */
record TestService(int status, Function<WebRequest, byte[]> body) implements WebService {

  /** Reads the body and says how long it was. */
  static TestService bodyLength(int maxBytes) {
    return new TestService(200, request -> text("length " + request.body(maxBytes).length));
  }

  /** Refuses every request without reading its body. */
  static TestService refusing() {
    return new TestService(403, request -> text("not you"));
  }

  /** Answers with as many bytes. */
  static TestService longAnswer(int bytes) {
    return new TestService(200, request -> new byte[bytes]);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void serve(WebRequest request, WebResponse response) {
    try {
      response.send(status, body.apply(request));
    } catch (RequestRefusedException refused) {
      response.send(refused.reason().status(), text(refused.getMessage()));
    }
  }

  @Override
  public void refuse(NotHttp refusal, WebResponse response) {
    response.send(refusal.status(), text("no"));
  }
}
