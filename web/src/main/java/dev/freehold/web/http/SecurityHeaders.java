package dev.freehold.web.http;

/** Headers of every answer: nothing is cached, sniffed, framed or run. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void set(WebResponse response, String requestId) {
    response.header(RequestId.HEADER, requestId);
    response.header("Cache-Control", "no-store");
    response.header(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    response.header("X-Content-Type-Options", "nosniff");
  }
}
