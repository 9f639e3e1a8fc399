package dev.freehold.vault.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.auth.AuthorityForm;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CloudMetadataTest {

  private static JsonNode authentication(AuthorityForm form) {
    CloudMetadata metadata =
        new CloudMetadata(
            URI.create("https://login.vault.test"),
            form,
            "https://management.vault.test",
            "vault.test");
    return metadata.answer().body().orElseThrow().get("authentication");
  }

  @Test
  void namesTheAuthorityInTheFormThatChallengesHave() {
    JsonNode tenant = authentication(AuthorityForm.TENANT);
    assertThat(tenant.get("loginEndpoint").asText()).isEqualTo("https://login.vault.test");
    assertThat(tenant.get("identityProvider").asText()).isEqualTo("AAD");
    JsonNode adfs = authentication(AuthorityForm.ADFS);
    assertThat(adfs.get("loginEndpoint").asText()).isEqualTo("https://login.vault.test/adfs");
    assertThat(adfs.get("tenant").asText()).isEqualTo("adfs");
    assertThat(adfs.get("identityProvider").asText()).isEqualTo("ADFS");
  }
}
