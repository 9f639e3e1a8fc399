package dev.freehold.vault.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTargetTest {

  private static final String SUFFIX = "vault.localhost";

  @Test
  void oneLabelBelowTheSuffixIsAVault() {
    assertThat(HostTarget.of("contoso.vault.localhost", SUFFIX))
        .isEqualTo(new HostTarget.OfVault("contoso"));
  }

  @Test
  void managementIsTheManagementPlane() {
    assertThat(HostTarget.of("management.vault.localhost", SUFFIX))
        .isEqualTo(new HostTarget.Management());
  }

  @Test
  void loginIsWhereTokensAreHad() {
    assertThat(HostTarget.of("login.vault.localhost", SUFFIX)).isEqualTo(new HostTarget.Login());
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
    assertThat(HostTarget.of(host, SUFFIX)).isEqualTo(new HostTarget.Unknown());
  }
}
