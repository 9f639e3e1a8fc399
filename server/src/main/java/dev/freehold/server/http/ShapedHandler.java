package dev.freehold.server.http;

/**
 * A handler and what its requests and answers look like.
 *
 * @param work does it
 * @param shape what is said about it
 */
record ShapedHandler(Handler work, Shape shape) implements Handler {

  @Override
  public void handle(Exchange exchange) throws Exception {
    work.handle(exchange);
  }
}
