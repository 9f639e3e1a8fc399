package dev.freehold.server.features.openapi;

import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The OpenAPI document, which a test generates from all routes and stores with the source. */
public final class OpenApiFeature implements Feature {

  /** Beside this class. */
  private static final String RESOURCE = "openapi.json";

  private final byte[] document = read();

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of(
        get("Get this document", "/openapi.json", ANYONE, this::reply, gives(200, Shape.JSON)));
  }

  /** What is answered is erased once it is sent, so it is a copy. */
  private void reply(Exchange exchange) {
    exchange.reply(200, Shape.JSON, document.clone());
  }

  private static byte[] read() {
    try (InputStream in = OpenApiFeature.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this build has no resource " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
