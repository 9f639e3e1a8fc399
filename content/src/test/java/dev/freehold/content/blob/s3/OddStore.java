package dev.freehold.content.blob.s3;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server that answers S3 requests as no good store does. */
final class OddStore implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

  private final HttpServer server;

  private OddStore(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("ETag", "\"same\"");
          handler.handle(exchange);
          exchange.close();
        });
    server.start();
  }

  static OddStore answering(int status, byte[] body) throws IOException {
    return new OddStore(
        exchange -> {
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  /** Answers with an S3 error. */
  static OddStore refusing(int status, String code) throws IOException {
    String body = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    return answering(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Has one blob, and cuts each connection after some of a range that is not at its beginning. */
  static OddStore cutting(byte[] blob, int sentBytes) throws IOException {
    return new OddStore(
        exchange -> {
          Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
          if (!range.matches()) {
            throw new IOException("no range");
          }
          int from = Integer.parseInt(range.group(1));
          int to = Math.min(Integer.parseInt(range.group(2)) + 1, blob.length);
          exchange
              .getResponseHeaders()
              .add("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, blob.length));
          exchange.sendResponseHeaders(206, to - from);
          int sent = from == 0 ? to : Math.min(sentBytes, to - from);
          exchange.getResponseBody().write(blob, from, sent);
        });
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
