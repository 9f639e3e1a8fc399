package dev.freehold.web.multipart;

/** Reports that a body is not what it should be. The message is for the client. */
public final class MalformedMultipartException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedMultipartException(String reason) {
    super(reason);
  }
}
