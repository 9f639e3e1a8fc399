package dev.freehold.console.api;

import dev.freehold.web.http.Problem;
import java.util.Map;

/** What the REST API answered. */
public sealed interface ApiAnswer {

  /**
   * It did what was asked.
   *
   * @param status the HTTP status, 200 to 299
   * @param headers of the answer, such as {@code Content-Type}
   * @param bytes the body; empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives until it is shown, and is never compared.
  record Done(int status, Map<String, String> headers, byte[] bytes) implements ApiAnswer {}

  /** It refused, or failed. */
  record Refused(Problem problem) implements ApiAnswer {}
}
