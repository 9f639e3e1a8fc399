package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freehold.shell.run.Host;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Requests and their answers, with failures that say what to do. Safe for use by many threads. */
final class Exchanges implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int TOO_MANY_REQUESTS = 429;

  /** What the JDK's bounded reader says; it has no exception of its own. */
  private static final String TOO_LONG = "exceeds capacity";

  private final HttpClient http;
  private final FirstUse firstUse;
  private final Pause pause;
  private final Duration limit;

  Exchanges(ServerTrust trust, FirstUse firstUse, Pause pause) {
    this(trust, firstUse, pause, RemoteLimits.ANSWER_TIMEOUT);
  }

  /**
   * @param limit of the time until an answer is complete
   */
  Exchanges(ServerTrust trust, FirstUse firstUse, Pause pause, Duration limit) {
    this.firstUse = firstUse;
    this.pause = pause;
    this.limit = limit;
    // A redirection is never followed: it would carry a token to where nobody wanted it.
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(RemoteLimits.CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(context(trust))
            .build();
  }

  /**
   * An answer.
   *
   * @param json missing if there is no body, or if it is none of JSON's
   */
  record Answer(URI uri, int status, JsonNode json, String text) {

    boolean isSuccess() {
      return status / 100 == 2;
    }

    RemoteException refusal() {
      return Failures.refusal(uri, status, json, text);
    }
  }

  /** Sends, and sends again while the server has too much to do. */
  Answer send(HttpRequest request, Optional<Host> host) {
    for (int retry = 0; ; retry++) {
      HttpResponse<byte[]> response = trusting(request, host);
      if (response.statusCode() != TOO_MANY_REQUESTS
          || retry == RemoteLimits.MAX_THROTTLED_RETRIES) {
        return answer(response);
      }
      pause.forSure(retryAfter(response));
    }
  }

  private static Duration retryAfter(HttpResponse<byte[]> response) {
    long seconds =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(1L);
    return Duration.ofSeconds(Math.clamp(seconds, 1, RemoteLimits.MAX_RETRY_AFTER_SECONDS));
  }

  private HttpResponse<byte[]> trusting(HttpRequest request, Optional<Host> host) {
    try {
      return plain(request);
    } catch (IOException first) {
      firstUse.decide(
          UntrustedChainException.in(first).orElseThrow(() -> failure(request, first)), host);
    }
    try {
      return plain(request);
    } catch (IOException second) {
      throw failure(request, second);
    }
  }

  /** The client's own time limit ends where the body begins. */
  private HttpResponse<byte[]> plain(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), RemoteLimits.MAX_ANSWER_BYTES));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException endless) {
      throw Failures.tooSlow(request.uri(), limit);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException failure
          ? failure
          : new IOException(failed.getCause());
    } finally {
      // Closes the connection unless the answer is complete.
      answer.cancel(true);
    }
  }

  private static RemoteException failure(HttpRequest request, IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return Failures.tooSlow(request.uri(), RemoteLimits.CALL_TIMEOUT);
    }
    if (failure instanceof ConnectException) {
      return Failures.unreachable(request.uri());
    }
    return String.valueOf(failure.getMessage()).contains(TOO_LONG)
        ? Failures.invalidAnswer(
            request.uri(), "it has more than %d bytes".formatted(RemoteLimits.MAX_ANSWER_BYTES))
        : Failures.broken(request.uri());
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    boolean success = response.statusCode() / 100 == 2;
    JsonNode json = MissingNode.getInstance();
    try {
      json = text.isBlank() ? json : MAPPER.readTree(text);
    } catch (IOException notJson) {
      if (success) {
        throw Failures.invalidAnswer(response.uri(), "it is not JSON");
      }
    }
    return new Answer(response.uri(), response.statusCode(), json, text);
  }

  private static SSLContext context(ServerTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has TLS", impossible);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
