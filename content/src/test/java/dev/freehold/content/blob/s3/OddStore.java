package dev.freehold.content.blob.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** An HTTP server that gives every S3 request the same answer. */
final class OddStore implements AutoCloseable {

  private final HttpServer server;

  private OddStore(int status, byte[] body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("ETag", "\"same\"");
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  static OddStore answering(int status, byte[] body) throws IOException {
    return new OddStore(status, body);
  }

  /** Answers with an S3 error. */
  static OddStore refusing(int status, String code) throws IOException {
    String body = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    return new OddStore(status, body.getBytes(StandardCharsets.UTF_8));
  }

  S3BlobStore open() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return S3BlobStore.open(
        new S3Settings(endpoint, "us-east-1", "bucket", "", new S3Credentials("a", "b")),
        Clock.systemUTC());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
