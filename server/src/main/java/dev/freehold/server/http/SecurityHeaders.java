package dev.freehold.server.http;

import io.javalin.http.Context;

/** Headers of every answer: nothing is cached, sniffed, framed or run. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void set(Context context, String requestId) {
    context
        .header(RequestId.HEADER, requestId)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "no-referrer")
        .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        .header("X-Content-Type-Options", "nosniff");
  }
}
