package dev.freehold.vault.server;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import java.util.function.Function;

/**
 * Writes answers with the headers that all of them have.
 *
 * @param gateway finds the answers; must not throw
 */
record AnswerWriter(Function<WebRequest, Answer> gateway) implements WebService {

  private static final byte[] NO_BODY = {};

  @Override
  public void serve(WebRequest request, WebResponse response) {
    Answer answer = gateway.apply(request);
    try {
      write(answer, response);
    } catch (RequestRefusedException noRoom) {
      response.reset();
      write(WireError.of(noRoom).toAnswer(), response);
    }
  }

  @Override
  public void refuse(NotHttp refusal, WebResponse response) {
    write(WireError.of(refusal).toAnswer(), response);
  }

  private static void write(Answer answer, WebResponse response) {
    response.header("Cache-Control", "no-cache");
    response.header("Pragma", "no-cache");
    response.header("Expires", "-1");
    response.header("Strict-Transport-Security", "max-age=31536000;includeSubDomains");
    response.header("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(response::header);
    response.send(answer.status(), body(answer, response));
  }

  private static byte[] body(Answer answer, WebResponse response) {
    if (answer.content().isPresent()) {
      response.header("Content-Type", answer.content().get().mediaType());
      return answer.content().get().bytes();
    }
    if (answer.body().isPresent()) {
      response.header("Content-Type", "application/json; charset=utf-8");
      return WireJson.bytes(answer.body().get());
    }
    return NO_BODY;
  }
}
