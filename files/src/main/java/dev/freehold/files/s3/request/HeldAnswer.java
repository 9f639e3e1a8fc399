package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A response whose document is held until the handler has ended, because it has to say something
 * that the handler does not know. Only for documents that are short.
 */
public final class HeldAnswer extends ResponseView {

  private final HttpServletResponse response;
  private final StringWriter document = new StringWriter();

  /** Holds what is written for {@code response}. */
  public HeldAnswer(HttpServletResponse response) {
    super(response);
    this.response = response;
  }

  @Override
  public PrintWriter getWriter() {
    return new PrintWriter(document);
  }

  /** What the handler has written. */
  public String document() {
    return document.toString();
  }

  /** Sends a document, in the place of what the handler has written; content went by a stream. */
  public void send(String instead) throws IOException {
    if (!instead.isEmpty()) {
      response.getWriter().write(instead);
    }
  }
}
