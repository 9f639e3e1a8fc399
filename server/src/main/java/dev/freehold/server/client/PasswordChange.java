package dev.freehold.server.client;

import dev.freehold.server.http.Json;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Changes a password with the present one alone: a first password gives no token. */
public final class PasswordChange {

  private static final int MAX_ANSWER_BYTES = 64 << 10;

  private PasswordChange() {}

  /**
   * Changes it.
   *
   * @param server the base URL
   * @param authorityPem the authorities to trust, as PEM
   * @param user such as {@code vera@contoso.example}
   * @throws ApiRefusedException if the present password is another, or the new one is refused
   * @throws IOException if the server does not answer
   */
  public static void at(URI server, String authorityPem, String user, char[] present, char[] chosen)
      throws IOException {
    byte[] body =
        Json.MAPPER.writeValueAsBytes(
            Map.of(
                "userPrincipalName",
                user,
                "currentPassword",
                new String(present),
                "newPassword",
                new String(chosen)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1/password"))
            .timeout(ApiClient.CALL_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try (HttpsClient http =
        new HttpsClient(TrustedAuthority.context(authorityPem), ApiClient.CONNECT_TIMEOUT)) {
      ClientExchanges.requireSuccess(
          ClientExchanges.send(http, request, MAX_ANSWER_BYTES, ApiClient.CALL_TIMEOUT));
    }
  }
}
