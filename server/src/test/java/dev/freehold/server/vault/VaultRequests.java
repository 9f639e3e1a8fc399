package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SoloVault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;

/** Requests to a login host with one token or none, of which the status counts. */
final class VaultRequests {

  private final SoloVault vault;
  private final String token;

  private VaultRequests(SoloVault vault, String token) {
    this.vault = vault;
    this.token = token;
  }

  static VaultRequests as(SoloVault vault, Connection connection) throws IOException {
    return new VaultRequests(vault, token(connection));
  }

  static VaultRequests withToken(SoloVault vault, String token) {
    return new VaultRequests(vault, token);
  }

  /** For nothing but GET. */
  static VaultRequests withoutToken(SoloVault vault) {
    return new VaultRequests(vault, null);
  }

  static String token(Connection connection) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      return client.tokensFor(ApiAudience.SCOPE).current().value();
    }
  }

  void expect(int status, String method, String path, Object json) throws Exception {
    try (Browser browser = new Browser(TrustedAuthority.context(vault.admin().authorityPem()))) {
      HttpResponse<String> response =
          token == null
              ? browser.get(vault.login() + path)
              : browser.call(method, vault.login() + path, token, json);
      assertThat(response.statusCode())
          .as("%s %s: %s", method, path, response.body())
          .isEqualTo(status);
    }
  }
}
