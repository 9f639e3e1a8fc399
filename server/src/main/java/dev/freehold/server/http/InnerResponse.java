package dev.freehold.server.http;

import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a request that comes from this process, kept until it is whole. */
final class InnerResponse implements WebResponse {

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;

  @Override
  public void header(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public void reset() {
    headers.clear();
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void send(int answered, byte[] bytes) {
    status = answered;
    body.writeBytes(bytes);
  }

  @Override
  public OutputStream stream(int answered, long length) {
    if (length > HttpLimits.MAX_INNER_ANSWER_BYTES) {
      throw new ProblemException(
          413,
          "answer-too-large",
          "the content has more than %d bytes; get it by the API or the shell"
              .formatted(HttpLimits.MAX_INNER_ANSWER_BYTES));
    }
    status = answered;
    return body;
  }

  @Override
  public OpenAnswer open(int answered) {
    throw new IllegalStateException("an answer within the process is whole");
  }

  InnerApi.Result result() {
    return new InnerApi.Result.Done(status, Map.copyOf(headers), body.toByteArray());
  }
}
