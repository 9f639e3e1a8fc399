package dev.freehold.web.client;

import java.io.IOException;

/** An answer has more bytes than its reader takes. */
public final class AnswerTooLongException extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLongException(int maxBytes) {
    super("the answer has more than %d bytes".formatted(maxBytes));
  }
}
