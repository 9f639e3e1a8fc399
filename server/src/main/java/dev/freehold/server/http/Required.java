package dev.freehold.server.http;

import dev.freehold.web.http.ProblemException;

/** Members that a request's JSON must have. */
final class Required {

  private Required() {}

  static void member(String name, Object value) {
    if (value == null) {
      throw ProblemException.badRequest("the member \"%s\" is needed".formatted(name));
    }
  }
}
