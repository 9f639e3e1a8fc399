package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLHandshakeException;

/** Sending a request and reading what came back, with failures that say what to do. */
final class Exchanges {

  private Exchanges() {}

  static HttpResponse<byte[]> send(HttpClient http, HttpRequest request) throws IOException {
    return send(http, request, BodyHandlers.ofByteArray());
  }

  static <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request, handler);
    } catch (ConnectException refused) {
      throw new ServerException(
          ServerError.SERVER_UNREACHABLE,
          "nothing answers at %s; is the server running?".formatted(authority(request)),
          refused);
    } catch (SSLHandshakeException untrusted) {
      throw new ServerException(
          ServerError.SERVER_UNREACHABLE,
          "%s does not show a certificate of the trusted authority".formatted(authority(request)),
          untrusted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the server");
    }
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

  private static String authority(HttpRequest request) {
    return request.uri().getAuthority();
  }
}
