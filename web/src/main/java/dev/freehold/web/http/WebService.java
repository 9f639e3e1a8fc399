package dev.freehold.web.http;

import java.io.IOException;

/** Answers the requests of a listener. Thread-safe. */
public interface WebService {

  /**
   * Answers one request. What it throws breaks the connection off if a part of the answer is out,
   * and is answered with a status 500 without a word if not.
   */
  void serve(WebRequest request, WebResponse response) throws IOException;

  /**
   * Words the refusal of something that is no valid HTTP, or too long.
   *
   * @param response takes the whole answer
   */
  void refuse(NotHttp refusal, WebResponse response);
}
