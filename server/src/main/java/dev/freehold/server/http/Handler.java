package dev.freehold.server.http;

/** The work behind a route of the REST API. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers the exchange, or throws: {@link dev.freehold.web.http.ProblemException} and the
   * modules' own exceptions become problems with their codes, everything else an internal error.
   */
  void handle(Exchange exchange) throws Exception;

  /** What its requests and answers look like. */
  default Shape shape() {
    return Shape.UNSAID;
  }
}
