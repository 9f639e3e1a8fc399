package dev.freehold.vault.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests without any help from an SDK. */
public final class RawClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningVault vault;
  private final HttpClient client;

  /** A client of {@code vault} that trusts its authority. */
  public RawClient(RunningVault vault) {
    this.vault = vault;
    this.client = HttpClient.newBuilder().sslContext(vault.clientTls()).build();
  }

  /** An answer: status, headers and JSON. */
  public record Reply(int status, HttpResponse<String> response, JsonNode json) {

    /** {@code error.code}. */
    public String code() {
      return json.at("/error/code").asText();
    }

    /** {@code error.innererror.code}. */
    public String innerCode() {
      return json.at("/error/innererror/code").asText();
    }

    /** {@code error.message}. */
    public String message() {
      return json.at("/error/message").asText();
    }
  }

  /** Sends to {@code host}; {@code token} and {@code body} may be empty. */
  public Reply send(String method, String host, String target, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + host + ":" + vault.server().port() + target))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response, parse(response.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends to the first vault. */
  public Reply send(String method, String target, String token, String body) {
    return send(method, RunningVault.VAULT_A + ".vault.localhost", target, token, body);
  }

  private static JsonNode parse(String body) throws JsonProcessingException {
    return JSON.readTree(body);
  }

  @Override
  public void close() {
    client.close();
  }
}
