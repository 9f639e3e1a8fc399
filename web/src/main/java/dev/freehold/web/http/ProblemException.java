package dev.freehold.web.http;

import java.time.Duration;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** A problem with the given status, code and detail, see {@link Problem}. */
  public ProblemException(int status, String code, String detail) {
    this(new Problem(status, code, detail));
  }

  /** A problem that is known already. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }

  /** 400: the request is not of the form that the route expects. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, "request-invalid", detail);
  }

  /** 401: no token, or one that is not accepted; which of the two is nobody's business. */
  public static ProblemException unauthenticated() {
    return new ProblemException(
        401,
        "token-invalid",
        "a bearer token is needed that this server's issuer made for this audience and that has not"
            + " expired; ask for the scope api://freehold/.default, or at a vault for the vault's"
            + " own address");
  }

  /**
   * 401: the caller is known, but signed in too long ago for this, or with too little (RFC 9470).
   */
  public static ProblemException stepUpNeeded(Duration maxAge) {
    return new ProblemException(
        new Problem(
            401,
            "step-up-needed",
            "this needs a sign-in of the last %d minutes, with the second factor if you have one;"
                    .formatted(maxAge.toMinutes())
                + " sign in again and repeat it",
            "Bearer error=\"insufficient_user_authentication\", max_age=" + maxAge.toSeconds()));
  }

  /** 403: the caller is known but has not the role. */
  public static ProblemException forbidden() {
    return new ProblemException(
        403, "role-missing", "this route needs a role that the caller does not have");
  }

  /** 404: there is no such thing, or it is another tenant's. */
  public static ProblemException notFound() {
    return new ProblemException(404, "not-found", "there is no such thing in this tenant");
  }

  /** 413: the body is larger than the route takes. */
  public static ProblemException bodyTooLarge(long maxBytes) {
    return new ProblemException(
        413,
        "body-too-large",
        "the body is larger than the %d bytes allowed here".formatted(maxBytes));
  }

  /** 416: the range lies outside of the content. */
  public static ProblemException rangeNotSatisfiable(long length) {
    return new ProblemException(
        416, "range-not-satisfiable", "the range must begin before byte " + length);
  }

  /** 503: the work was not done within the route's time. */
  public static ProblemException timedOut() {
    return new ProblemException(
        503, "request-timed-out", "the request took longer than this route allows; try again");
  }
}
