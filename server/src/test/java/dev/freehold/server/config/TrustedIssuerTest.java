package dev.freehold.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A trusted issuer")
class TrustedIssuerTest {

  private static final String TENANT = "5f5a0b7e-7d0a-4f57-9d0c-0a54b7ab6d1c";

  @Test
  @DisplayName("has its keys where the setting says, for the tenant of the token")
  void perTenant() {
    TrustedIssuer issuer =
        TrustedIssuer.parse(
            "https://sts.example/{tenantId}/=https://login.example/{tenantId}/keys");

    assertThat(issuer.keysOf("https://sts.example/" + TENANT + "/"))
        .contains(URI.create("https://login.example/" + TENANT + "/keys"));
    assertThat(issuer.keysOf("https://sts.example/" + TENANT)).isEmpty();
    assertThat(issuer.keysOf("https://evil.example/" + TENANT + "/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example/{tenantId}",
        "https://id.example=https://id.example/jwks",
        "http://id.example/{tenantId}=https://id.example/jwks",
        "https://id.example/{tenantId}=http://id.example/jwks",
        "https://id.example/{tenantId}=https://",
        "https://id.example/{tenantId}=https://u@id.example/jwks"
      })
  @DisplayName("is two https: URLs, the first with the tenant in it")
  void malformed(String text) {
    assertThatThrownBy(() -> TrustedIssuer.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
