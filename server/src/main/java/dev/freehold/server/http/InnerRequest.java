package dev.freehold.server.http;

import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A request that comes from this process. */
record InnerRequest(InnerApi.Ask ask) implements WebRequest {

  private static final String CONTENT_TYPE = "Content-Type";

  @Override
  public String method() {
    return ask.method();
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return 443;
  }

  @Override
  public String rawPath() {
    return ask.path();
  }

  @Override
  public String rawQuery() {
    return ask.query();
  }

  @Override
  public Optional<String> header(String name) {
    return name.equalsIgnoreCase(CONTENT_TYPE) && ask.body().isPresent()
        ? Optional.of(Shape.JSON)
        : Optional.empty();
  }

  @Override
  public List<String> headerNames() {
    return ask.body().isPresent() ? List.of(CONTENT_TYPE) : List.of();
  }

  @Override
  public String remoteAddress() {
    return ask.address();
  }

  /** The memory is the outer request's already. */
  @Override
  public void isFrom(Object tenant) {}

  @Override
  public String tlsVersion() {
    return "unknown";
  }

  @Override
  public long bodyLength() {
    return ask.body().map(bytes -> bytes.length).orElse(0);
  }

  @Override
  public boolean isBodyLeft() {
    return false;
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public byte[] body(int maxBytes) {
    byte[] bytes = bytes();
    if (bytes.length > maxBytes) {
      throw RequestRefusedException.bodyTooLong(maxBytes);
    }
    return bytes;
  }

  /** A copy: who reads a body may overwrite it. */
  private byte[] bytes() {
    return ask.body().map(byte[]::clone).orElseGet(() -> new byte[0]);
  }
}
