package dev.freehold.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** A browser on the page where operators sign in to the console, with the one cookie it has. */
public final class OperatorBrowser implements AutoCloseable {

  private static final String COOKIE = "__Host-freehold-operator-sign-in";

  private final URI page;
  private final HttpClient http;
  private String cookie = "";

  /** Has asked for nothing yet. */
  public OperatorBrowser(FreeholdServer server) {
    this.page = server.apiUri().resolve("/console/operator-sign-in");
    this.http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
  }

  /** Asks for a code, and reads it. */
  public String code() throws IOException, InterruptedException {
    HttpResponse<String> answer = submit("show");
    assertThat(answer.statusCode()).isEqualTo(303);
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).startsWith(COOKIE + "=").contains("HttpOnly", "Secure", "SameSite=Lax");
    cookie = set.split(";", 2)[0];
    return cookie.substring(cookie.indexOf('.') + 1);
  }

  /** Goes on with the code, and gives the cookie of the session if there is one now. */
  public Optional<String> session() throws IOException, InterruptedException {
    HttpResponse<String> answer = submit("continue");
    return answer.statusCode() == 303
        ? answer.headers().firstValue("Set-Cookie").map(set -> set.split(";", 2)[0])
        : Optional.empty();
  }

  /** Submits the form of the page. */
  public HttpResponse<String> submit(String action, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString("action=" + action));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
