package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server on loopback that gives access tokens, as a test tells it to. */
final class TokenIssuer implements AutoCloseable {

  private final HttpsServer server;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Map<String, String>, Answer> rule = _ -> Answer.given("token", 3600);
  private volatile boolean isChunked;

  TokenIssuer(TestCertificate certificate) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** What it says. */
  record Answer(int status, String body) {
    static Answer given(String token, int seconds) {
      return new Answer(
          200,
          "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"expires_in\":%d}"
              .formatted(token, seconds));
    }

    static Answer given(String token, int seconds, String refreshToken) {
      return new Answer(
          200,
          "{\"access_token\":\"%s\",\"expires_in\":%d,\"refresh_token\":\"%s\"}"
              .formatted(token, seconds, refreshToken));
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String uri() {
    return "https://localhost:" + port() + "/tenant/oauth2/token?v=2";
  }

  /** Answers so from now on. */
  void answers(Function<Map<String, String>, Answer> newRule) {
    rule = newRule;
  }

  /** Sends bodies in chunks from now on. */
  void chunks() {
    isChunked = true;
  }

  /** The fields of each request. */
  List<Map<String, String>> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, String> fields =
          Arrays.stream(form.split("&"))
              .map(field -> field.split("=", 2))
              .collect(
                  Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
      requests.add(fields);
      Answer answer = rule.apply(fields);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), isChunked ? 0 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
