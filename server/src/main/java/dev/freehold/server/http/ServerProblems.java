package dev.freehold.server.http;

import dev.freehold.web.http.ProblemException;

/** Problems that only the server module has. */
public final class ServerProblems {

  private ServerProblems() {}

  /** 503: this server's own key vaults could not start. */
  public static ProblemException vaultsDown() {
    return new ProblemException(
        503, "vaults-down", "this server's key vaults could not start; ask the operator to look");
  }

  /** 409: an account that is there is not replaced, so its name stays on what it did. */
  public static ProblemException identityExists() {
    return new ProblemException(
        409,
        "identity-exists",
        "what names somebody is erased once that user or application is deleted; delete it first");
  }

  /** 409: one scrub at a time, on all nodes together. */
  public static ProblemException scrubUnderWay() {
    return new ProblemException(
        409, "scrub-under-way", "a scrub is under way; wait for its end, or look how far it is");
  }
}
