package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/** Sending a request and reading what came back, with failures that say what to do. */
final class ClientExchanges {

  private ClientExchanges() {}

  /** Sends a request and takes the whole answer. */
  static HttpResponse<byte[]> send(
      HttpsClient http, HttpRequest request, int maxBytes, Duration limit) throws IOException {
    return explaining(request, () -> http.send(request, maxBytes, limit));
  }

  /** Sends a request and hands its answer on as it comes. */
  static <T> HttpResponse<T> stream(HttpsClient http, HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    return explaining(request, () -> http.stream(request, handler));
  }

  private static <T> HttpResponse<T> explaining(HttpRequest request, Sending<T> sending)
      throws IOException {
    try {
      return sending.send();
    } catch (ConnectException refused) {
      throw new ServerException(
          ServerError.SERVER_UNREACHABLE,
          isUnknown(refused)
              ? "no machine has the name %s; correct it, or its entry in the DNS or /etc/hosts"
                  .formatted(request.uri().getHost())
              : "nothing answers at %s; is the server running?".formatted(authority(request)),
          refused);
    } catch (HttpTimeoutException slow) {
      throw new ServerException(
          ServerError.SERVER_UNREACHABLE,
          "%s did not answer in time; look whether it did what was asked before you ask again"
              .formatted(authority(request)),
          slow);
    } catch (SSLHandshakeException untrusted) {
      throw new ServerException(
          ServerError.SERVER_UNREACHABLE,
          "%s does not show a certificate of the trusted authority".formatted(authority(request)),
          untrusted);
    }
  }

  @FunctionalInterface
  private interface Sending<T> {
    HttpResponse<T> send() throws IOException;
  }

  /** The body as JSON; only for answers that must be JSON. */
  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException notJson) {
      throw new ServerException(
          ServerError.SERVER_ANSWER_INVALID,
          "the answer to %s is not JSON".formatted(response.uri().getPath()),
          notJson);
    }
  }

  /** Throws what a problem says; does nothing for a success. */
  static void requireSuccess(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), json(response));
    }
  }

  static ApiRefusedException refusal(int status, JsonNode problem) {
    // Ours are problems of RFC 9457; the vaults' management plane has Azure's own form.
    JsonNode azure = problem.path("error");
    return new ApiRefusedException(
        status,
        problem.path("code").asText(azure.path("code").asText("http-" + status)),
        problem.path("detail").asText(azure.path("message").asText("the server gave no reason")));
  }

  private static boolean isUnknown(Throwable refused) {
    return refused != null
        && (refused instanceof UnresolvedAddressException || isUnknown(refused.getCause()));
  }

  private static String authority(HttpRequest request) {
    return request.uri().getAuthority();
  }
}
