package dev.freehold.server.client;

/** The server refused the request; the code says why. */
public final class ApiRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ApiRefusedException(int status, String code, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The problem's stable code. */
  public String code() {
    return code;
  }
}
