package dev.freehold.web.http;

/**
 * A request is refused before its content is looked at. The message is safe to show. Each listener
 * answers it in its own protocol.
 */
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The reason, with its HTTP status. */
  public enum Reason {
    /** The request, or its body, is not of the form that is expected. */
    MALFORMED(400),
    /** The body ended before its announced length. */
    BODY_CUT_SHORT(400),
    /** The body did not come in time. */
    BODY_TOO_SLOW(408),
    /** The body is longer than is allowed here. */
    BODY_TOO_LONG(413),
    /** There is no memory left for bodies or answers of this length; the client comes again. */
    NO_ROOM(503),
    /** The server works on its maximum of requests; the client has to try again. */
    BUSY(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** Refuses a request with a sentence for the client. */
  public RequestRefusedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The request is not of the form that is expected. */
  public static RequestRefusedException malformed(String message) {
    return new RequestRefusedException(Reason.MALFORMED, message);
  }

  /** No memory is left for the request; the client has to try again. */
  public static RequestRefusedException noRoom() {
    return new RequestRefusedException(
        Reason.NO_ROOM, "The server's memory for request bodies is full; try again soon.");
  }

  /** The server works on its maximum of requests; the client has to try again. */
  public static RequestRefusedException busy() {
    return new RequestRefusedException(
        Reason.BUSY, "the server is handling as many requests as it can; try again soon");
  }

  /** The body has more than {@code maxBytes}. */
  public static RequestRefusedException bodyTooLong(long maxBytes) {
    return new RequestRefusedException(
        Reason.BODY_TOO_LONG, "The request body has more than %d bytes.".formatted(maxBytes));
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
