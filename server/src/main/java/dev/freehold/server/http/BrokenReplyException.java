package dev.freehold.server.http;

/** An answer failed after its first bytes were sent; the connection is broken off on purpose. */
final class BrokenReplyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenReplyException(Throwable cause) {
    super("the reply was broken off", cause);
  }
}
