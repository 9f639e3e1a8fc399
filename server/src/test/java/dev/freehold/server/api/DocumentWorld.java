package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant that is about to leave: two policies, an approver, and whoever else is needed. */
final class DocumentWorld implements AutoCloseable {

  static final String PASSWORD = "five quiet lanterns burn";
  static final String PASSPHRASE = "seven boats, one harbour";
  static final String ADA = "ada@lantern.example";
  static final String BEN = "ben@lantern.example";

  final SettableClock clock = new SettableClock(Duration.ZERO);
  final FreeholdServer server;
  final TestTenant tenant;
  final Browser browser;
  private final HttpClient http;
  private final ApiClient operator;

  DocumentWorld(Path folder, String operators) throws IOException {
    this(folder, operators.isEmpty() ? Map.of() : Map.of("purge.operators", operators));
  }

  DocumentWorld(Path folder, Map<String, String> settings) throws IOException {
    this.server = TestServer.start(folder.resolve("data"), clock, settings);
    this.tenant = TestTenant.create(server, "lantern");
    this.browser = new Browser(server.clientTls());
    this.http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    this.operator = new ApiClient(Connection.read(server.operatorConnection()), clock);
    tenant.person(ADA, "Ada Quill", PASSWORD, "APPROVER");
    tenant.person(BEN, "Ben Moor", PASSWORD, "APPROVER");
    tenant
        .client()
        .post(
            "/api/v1/policies",
            Map.of(
                "name",
                "second",
                "keys",
                List.of(tenant.newKey("a", "k2"), tenant.newKey("b", "k2"))));
  }

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Reply(int status, byte[] body) {
    JsonNode json() throws IOException {
      return Json.MAPPER.readTree(body);
    }

    String code() throws IOException {
      return json().path("code").asText();
    }
  }

  String admin() throws IOException {
    return tenant.client().tokensFor(ApiAudience.SCOPE).current().value();
  }

  String operator() throws IOException {
    return operator.tokensFor(ApiAudience.SCOPE).current().value();
  }

  String signIn(String userName) throws Exception {
    HttpResponse<String> answer =
        browser.post(
            server.apiUri() + "/organizations/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "shell",
                "username",
                userName,
                "password",
                PASSWORD,
                "scope",
                ApiAudience.SCOPE));
    return Browser.json(answer).path("access_token").asText();
  }

  Reply json(String method, String path, String token, Map<String, ?> body) throws Exception {
    return send(method, path, token, body == null ? null : Json.MAPPER.writeValueAsBytes(body));
  }

  Reply send(String method, String path, String token, byte[] body) throws Exception {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(server.apiUri() + path))
                .header("Authorization", "Bearer " + token)
                .method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.body());
  }

  Reply register(String userName, X509Certificate certificate, X509Certificate issuer)
      throws Exception {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("user", userName);
    if (certificate != null) {
      wanted.put("certificate", pem(certificate));
      wanted.put("issuers", issuer == null ? "" : pem(issuer));
    }
    return json("PUT", "/api/v1/approver", admin(), wanted);
  }

  static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Takes the permissions away and asks for the purge; gives the id of the case. */
  String request(String policy) throws Exception {
    return request(policy, false);
  }

  /** The same; tests that move the clock by days go without vaults, whose tokens are of before. */
  String request(String policy, boolean withoutVaults) throws Exception {
    for (String letter : List.of("a", "b")) {
      tenant.permit(letter, false, List.of("wrapKey", "unwrapKey"));
    }
    Reply asked =
        json(
            "POST",
            "/api/v1/policies/" + policy + "/purge-request",
            admin(),
            Map.of(
                "reason", "We close down",
                "contact", "Nils Brandt",
                "withoutVaults", withoutVaults));
    assertThat(asked.status()).as(new String(asked.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    String policyId = asked.json().path("id").asText();
    for (JsonNode purge : json("GET", "/api/v1/purges", admin(), null).json().path("purges")) {
      if (purge.path("policyId").asText().equals(policyId)) {
        return purge.path("id").asText();
      }
    }
    throw new IllegalStateException("no purge of " + policy);
  }

  String stateOf(String purge) throws Exception {
    return json("GET", "/api/v1/purges/" + purge, admin(), null).json().path("state").asText();
  }

  byte[] document(String purge) throws Exception {
    Reply made = json("POST", "/api/v1/purges/" + purge + "/document", admin(), Map.of());
    assertThat(made.status()).as(new String(made.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return send("GET", "/api/v1/purges/" + purge + "/document", admin(), null).body();
  }

  Reply upload(String purge, byte[] signed) throws Exception {
    return send("PUT", "/api/v1/purges/" + purge + "/document/signed", admin(), signed);
  }

  /** Codes of refused signatures that the ledger has, in their order. */
  List<String> refusals(String operation) throws Exception {
    JsonNode records =
        json("GET", "/api/v1/audit-records?operations=" + operation, admin(), null)
            .json()
            .path("records");
    List<String> codes = new ArrayList<>();
    for (JsonNode record : records) {
      if (record.path("outcome").asText().equals("refused")) {
        codes.add(record.path("details").path("code").asText());
      }
    }
    return codes;
  }

  @Override
  public void close() {
    operator.close();
    http.close();
    browser.close();
    tenant.close();
    server.close();
  }
}
