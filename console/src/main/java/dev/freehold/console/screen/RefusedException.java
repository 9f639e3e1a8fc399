package dev.freehold.console.screen;

import dev.freehold.web.http.Problem;

/** Reports that the API refused something, and why. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Reports {@code problem}. */
  public RefusedException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
