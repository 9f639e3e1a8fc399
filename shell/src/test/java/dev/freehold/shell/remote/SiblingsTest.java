package dev.freehold.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The hosts that an authority may vouch for beside the one it was trusted for")
class SiblingsTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "api.contoso.example, login.contoso.example, true",
    "api.contoso.example, a.vault.contoso.example, true",
    "api.contoso.example, contoso.example, true",
    "api.contoso.example, fabrikam.example, false",
    "api.contoso.example, evilcontoso.example, false",
    "contoso.example, api.contoso.example, true",
    "contoso.example, fabrikam.example, false",
    "freehold, other, false",
    "freehold, freehold, true",
    "freehold.localhost, login.vault.localhost, true",
    "localhost, 127.0.0.1, true",
    "localhost, contoso.example, false",
    "10.0.0.1, 10.0.0.2, false",
    "10.0.0.1, 10.0.0.1, true"
  })
  @DisplayName("are in its own domain")
  void domains(String asked, String other, boolean expected) {
    assertThat(Siblings.isInDomain(asked, other)).isEqualTo(expected);
  }

  @Test
  @DisplayName("are those that its server names, the vaults by their domain")
  void named() {
    ServerAddress server =
        new ServerAddress(
            "Freehold",
            URI.create("https://login.vault.contoso.example:8444"),
            Optional.of(URI.create("https://api.contoso.example")),
            "api://freehold",
            Optional.of(URI.create("https://api.contoso.example/graph")),
            Optional.of(URI.create("https://management.fabrikam.example")),
            Optional.of("vault.contoso.example:8444"));
    assertThat(Siblings.of(URI.create("https://api.contoso.example"), server))
        .containsExactly("login.vault.contoso.example:8444", "*.vault.contoso.example:8444");
    TrustedServer trusted =
        new TrustedServer(
            "api.contoso.example:443",
            null,
            null,
            Siblings.of(URI.create("https://api.contoso.example"), server));
    assertThat(trusted.hasSibling("a.vault.contoso.example:8444")).isTrue();
    assertThat(trusted.hasSibling("a.b.vault.contoso.example:8444")).isFalse();
    assertThat(trusted.hasSibling("a.vault.contoso.example:443")).isFalse();
    assertThat(trusted.hasSibling("vault.contoso.example:8444")).isFalse();
  }

  @Test
  @DisplayName("are no vaults whose domain is everybody's")
  void everybodys() {
    ServerAddress server =
        new ServerAddress(
            "Freehold",
            URI.create("https://api.contoso.example"),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of("example"));
    assertThat(Siblings.of(URI.create("https://api.contoso.example"), server)).isEmpty();
  }
}
