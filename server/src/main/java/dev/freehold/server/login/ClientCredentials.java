package dev.freehold.server.login;

import dev.freehold.web.http.FormBody;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who asks for a token, from the body or from the Basic scheme (RFC 6749, section 2.3.1). */
record ClientCredentials(String id, String secret) {

  private static final String BASIC = "Basic ";

  static ClientCredentials of(Optional<String> authorization, FormBody form) {
    Optional<String> basic = authorization.filter(header -> header.startsWith(BASIC));
    return basic.isPresent() ? ofHeader(basic.get()) : ofForm(form);
  }

  private static ClientCredentials ofForm(FormBody form) {
    String id = form.field("client_id").orElseThrow(() -> LoginRefusal.missing("client_id"));
    String secret =
        form.field("client_secret")
            .orElseThrow(
                () ->
                    LoginRefusal.wrongClient(
                        "AADSTS7000218: The request body must contain the following parameter:"
                            + " 'client_secret'."));
    return new ClientCredentials(id, secret);
  }

  private static ClientCredentials ofHeader(String header) {
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()));
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return new ClientCredentials(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    } catch (IllegalArgumentException malformed) {
      throw LoginRefusal.badRequest(
          "invalid_request", "AADSTS900144: The Basic credentials are malformed.");
    }
  }

  private static String decode(String formEncoded) {
    return URLDecoder.decode(formEncoded, StandardCharsets.UTF_8);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + id + "]";
  }
}
