package dev.freehold.server.http;

import dev.freehold.web.http.ProblemException;

/** Checks members that a request's JSON must have. */
public final class Required {

  private Required() {}

  /**
   * Refuses a request whose JSON lacks a member.
   *
   * @throws ProblemException with status 400 if {@code value} is null
   */
  public static void member(String name, Object value) {
    if (value == null) {
      throw ProblemException.badRequest("the member \"%s\" is needed".formatted(name));
    }
  }
}
