package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The token endpoint's form")
class TokenFormTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir Path folder;

  @Test
  @DisplayName("is taken URL-encoded within its bound, and in no other way")
  void onlyUrlEncoded() throws Exception {
    try (FreeholdServer server =
            TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
        HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      Connection operator = Connection.read(server.operatorConnection());
      String fields =
          "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
              .formatted(
                  operator.clientId(),
                  RequestUri.encode(operator.clientSecret()),
                  RequestUri.encode(ApiAudience.SCOPE));
      URI endpoint = URI.create(server.apiUri() + "/" + operator.tenant() + "/oauth2/v2.0/token");
      assertThat(post(http, endpoint, FORM, fields).statusCode()).isEqualTo(200);
      assertThat(post(http, endpoint, FORM + "; charset=utf-8", fields).statusCode())
          .isEqualTo(200);
      assertThat(post(http, endpoint, FORM, fields + "&x=%zz").statusCode()).isEqualTo(400);
      assertThat(post(http, endpoint, FORM, fields + "&x=" + "y".repeat(17 << 10)).statusCode())
          .isEqualTo(413);
      URI onVaultPort = URI.create(server.vaults().loginUri() + "/adfs/oauth2/token");
      assertThat(post(http, onVaultPort, FORM, fields).statusCode())
          .as("the same issuer beside the vaults")
          .isEqualTo(200);
      String multipart =
          String.join(
              "\r\n",
              "--b",
              "Content-Disposition: form-data; name=\"client_secret\"",
              "",
              "secret",
              "--b--",
              "");
      assertThat(post(http, endpoint, "multipart/form-data; boundary=b", multipart).statusCode())
          .isEqualTo(400);
    }
  }

  private static HttpResponse<String> post(HttpClient http, URI endpoint, String type, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
