package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freehold.powershell.run.Host;
import dev.freehold.web.client.AnswerTooLongException;
import dev.freehold.web.client.AnswerTooSlowException;
import dev.freehold.web.client.Certificates;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Requests and their answers, with failures that say what to do. Safe for use by many threads. */
final class Exchanges implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String WARNING = "Freehold-Warning";
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpsClient http;
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
    http = new HttpsClient(Certificates.context(trust), RemoteLimits.CONNECT_TIMEOUT);
  }

  /**
   * An answer.
   *
   * @param json missing if there is no body, or if it is not JSON
   * @param warning what the server warns of
   */
  record Answer(URI uri, int status, JsonNode json, String text, Optional<String> warning) {

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
    long began = System.nanoTime();
    try {
      return plain(request);
    } catch (IOException first) {
      firstUse.decide(
          UntrustedChainException.in(first).orElseThrow(() -> failure(request, first, began)),
          host);
    }
    long again = System.nanoTime();
    try {
      return plain(request);
    } catch (IOException second) {
      throw failure(request, second, again);
    }
  }

  private HttpResponse<byte[]> plain(HttpRequest request) throws IOException {
    try {
      return http.send(request, RemoteLimits.MAX_ANSWER_BYTES, limit);
    } catch (InterruptedIOException interrupted) {
      throw Failures.interrupted();
    }
  }

  /** The error of what broke off a request that began at a time of {@link System#nanoTime()}. */
  private static RemoteException failure(HttpRequest request, IOException failure, long began) {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    return switch (failure) {
      case AnswerTooSlowException _ -> Failures.tooSlow(request.uri(), passed);
      case HttpTimeoutException _ -> Failures.tooSlow(request.uri(), passed);
      case ConnectException _ -> Failures.unreachable(request.uri());
      case AnswerTooLongException _ ->
          Failures.invalidAnswer(
              request.uri(), "it has more than %d bytes".formatted(RemoteLimits.MAX_ANSWER_BYTES));
      default -> Failures.broken(request.uri());
    };
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
    return new Answer(
        response.uri(),
        response.statusCode(),
        json,
        text,
        response.headers().firstValue(WARNING).map(Shown::text));
  }

  @Override
  public void close() {
    http.close();
  }
}
