package dev.freehold.web.client;

import java.io.IOException;

/** An answer is longer than its reader accepts. */
public final class AnswerTooLongException extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLongException(int maxBytes) {
    super("the answer has more than %d bytes".formatted(maxBytes));
  }
}
