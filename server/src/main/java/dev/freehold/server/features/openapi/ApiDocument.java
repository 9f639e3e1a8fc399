package dev.freehold.server.features.openapi;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document, which a test makes from the route table and keeps with the source. */
final class ApiDocument {

  /** Beside this class. */
  static final String RESOURCE = "openapi.json";

  private static final byte[] BYTES = read();

  private ApiDocument() {}

  /** {@code GET /openapi.json}; what is answered is erased once it is sent, so it is a copy. */
  static void get(Exchange exchange) {
    exchange.reply(200, Shape.JSON, BYTES.clone());
  }

  private static byte[] read() {
    try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this build has no resource " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
