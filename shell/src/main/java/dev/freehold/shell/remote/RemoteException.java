package dev.freehold.shell.remote;

/** A server refused, did not answer, or answered something that its protocol does not allow. */
public final class RemoteException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The kinds of failure. */
  public enum Kind {
    /** The server refused; there is a status and a code. */
    REFUSED,
    /** Nothing answered, or the connection broke. */
    UNREACHABLE,
    /** The server's certificate is not one that this user trusts. */
    UNTRUSTED,
    /** The answer makes no sense. */
    INVALID_ANSWER
  }

  private final Kind kind;
  private final int status;
  private final String code;
  private final String body;

  /**
   * A failure.
   *
   * @param status of the answer, or 0 if there was none
   * @param code the stable code in the answer, or one of ours
   * @param message for people: what is wrong and what to do; never a token or a password
   * @param body the answer as it came, for cmdlets that show it; empty if there was none
   */
  public RemoteException(Kind kind, int status, String code, String message, String body) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.body = body;
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /** The status of the answer, or 0. */
  public int status() {
    return status;
  }

  /** The stable code, such as {@code policy-not-found} or {@code Forbidden}. */
  public String code() {
    return code;
  }

  /** The answer as it came; empty if there was none. */
  public String body() {
    return body;
  }
}
