package dev.freehold.files.s3;

import org.eclipse.jetty.io.QuietException;

/**
 * Part of an answer is out and the rest will not come: the server breaks the connection. Quiet,
 * because the server would log the path, which has the name of a document; what went wrong is
 * logged before this is thrown.
 */
final class BrokenAnswerException extends RuntimeException implements QuietException {

  private static final long serialVersionUID = 1L;

  BrokenAnswerException(Throwable cause) {
    super("the answer was broken off", cause);
  }
}
