package dev.freehold.vault.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

  private static final String SUFFIX = "vault.localhost";

  @Test
  void oneLabelBelowTheSuffixIsAVault() {
    assertThat(Site.of("contoso.vault.localhost", SUFFIX)).isEqualTo(new Site.OfVault("contoso"));
  }

  @Test
  void managementIsTheManagementPlane() {
    assertThat(Site.of("management.vault.localhost", SUFFIX)).isEqualTo(new Site.Management());
  }

  @Test
  void loginIsWhereTokensAreHad() {
    assertThat(Site.of("login.vault.localhost", SUFFIX)).isEqualTo(new Site.Login());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vault.localhost",
        ".vault.localhost",
        "a.b.vault.localhost",
        "evilvault.localhost",
        "contoso.vault.localhost.example",
        "127.0.0.1"
      })
  void everythingElseIsUnknown(String host) {
    assertThat(Site.of(host, SUFFIX)).isEqualTo(new Site.Unknown());
  }
}
