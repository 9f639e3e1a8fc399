package dev.freehold.server.killedvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** One administrator's requests to one vault that may be killed at any time. Thread-safe. */
final class VaultSession implements AutoCloseable {

  static final String VAULT = "killed";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "?api-version=2025-07-01";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final Connection connection;
  private final String suffix;
  private final String vaultToken;

  VaultSession(Connection connection) throws IOException {
    this.connection = connection;
    this.suffix = connection.server().getAuthority().substring("login.".length());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TrustedAuthority.context(connection.authorityPem()))
            .build();
    this.vaultToken = token("https://" + suffix);
  }

  /** An answer that came whole. */
  record Reply(int status, JsonNode json) {

    /** The last part of the id of the version that the answer is about. */
    String version() {
      String kid = json.at("/key/kid").asText(json.path("kid").asText());
      return kid.substring(kid.lastIndexOf('/') + 1);
    }
  }

  /** Asks the vault; an IOException says nothing of whether it was done. */
  Reply ask(String method, String path, String body) throws IOException {
    return send(method, "https://" + VAULT + "." + suffix + path + VERSION, vaultToken, body);
  }

  /** Follows a link of a list. */
  Reply follow(String link) throws IOException {
    return send("GET", link, vaultToken, "");
  }

  /** Makes the vault in the administrator's subscription, with every permission for that one. */
  void createVault() throws IOException {
    String management = "https://management." + suffix;
    String token = token(management);
    String list = management + "/subscriptions?api-version=2022-12-01";
    JsonNode subscriptions = send("GET", list, token, "").json().path("value");
    String subscription = subscriptions.get(0).path("subscriptionId").asText();
    String body =
        """
        {"location":"local","properties":{"tenantId":"%1$s","sku":{"family":"A","name":"standard"},
         "enableRbacAuthorization":false,"accessPolicies":[{"tenantId":"%1$s","objectId":"%2$s",
         "permissions":{"keys":["all"]}}]}}
        """
            .formatted(connection.tenant(), claims(token).path("oid").asText());
    String path =
        "/subscriptions/%s/resourceGroups/kill/providers/Microsoft.KeyVault/vaults/%s"
            .formatted(subscription, VAULT);
    Reply reply = send("PUT", management + path + "?api-version=2023-07-01", token, body);
    if (reply.status() != 201) {
      throw new IOException("the vault was not made: " + reply.json());
    }
  }

  private static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private String token(String resource) throws IOException {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s/.default"
            .formatted(connection.clientId(), connection.clientSecret(), resource);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(connection.server() + "/" + connection.tenant() + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return send(request).json().path("access_token").asText();
  }

  private Reply send(String method, String uri, String token, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  private Reply send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
