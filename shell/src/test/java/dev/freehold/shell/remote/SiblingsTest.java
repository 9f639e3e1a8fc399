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
    "api.eu.contoso.example, login.eu.contoso.example, true",
    "api.eu.contoso.example, a.vault.eu.contoso.example, true",
    "api.eu.contoso.example, eu.contoso.example, true",
    "api.eu.contoso.example, contoso.example, false",
    "api.eu.contoso.example, evileu.contoso.example, false",
    "api.contoso.example, login.api.contoso.example, true",
    "api.contoso.example, login.contoso.example, false",
    "api.contoso.example, fabrikam.example, false",
    "freehold.co.uk, co.uk, false",
    "freehold.co.uk, bank.co.uk, false",
    "freehold.co.uk., bank.co.uk., false",
    "freehold.co.uk, login.freehold.co.uk, true",
    "contoso.example, api.contoso.example, true",
    "contoso.example, fabrikam.example, false",
    "contoso.example, evilcontoso.example, false",
    "freehold, other, false",
    "freehold, freehold, true",
    "freehold.localhost, login.vault.localhost, true",
    "freehold.localhost, a.vault.freehold.localhost, true",
    "management.vault.localhost, login.vault.localhost, true",
    "localhost, 127.0.0.1, true",
    "localhost, 127.evil.example, false",
    "127.0.0.1, 127.evil.example, false",
    "127.evil.example, localhost, false",
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
            URI.create("https://login.vault.eu.contoso.example:8444"),
            Optional.of(URI.create("https://api.eu.contoso.example")),
            "api://freehold",
            Optional.of(URI.create("https://api.eu.contoso.example/graph")),
            Optional.of(URI.create("https://management.fabrikam.example")),
            Optional.of("vault.eu.contoso.example:8444"));
    assertThat(Siblings.of(URI.create("https://api.eu.contoso.example"), server))
        .containsExactly("login.vault.eu.contoso.example:8444", "*.vault.eu.contoso.example:8444");
    TrustedServer trusted =
        new TrustedServer(
            "api.eu.contoso.example:443",
            null,
            null,
            Siblings.of(URI.create("https://api.eu.contoso.example"), server));
    assertThat(trusted.hasSibling("a.vault.eu.contoso.example:8444")).isTrue();
    assertThat(trusted.hasSibling("a.b.vault.eu.contoso.example:8444")).isFalse();
    assertThat(trusted.hasSibling("a.vault.eu.contoso.example:443")).isFalse();
    assertThat(trusted.hasSibling("vault.eu.contoso.example:8444")).isFalse();
  }

  @Test
  @DisplayName("are no vaults whose domain is everybody's")
  void everybodys() {
    ServerAddress server =
        new ServerAddress(
            "Freehold",
            URI.create("https://contoso.co.uk"),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of("co.uk"));
    assertThat(Siblings.of(URI.create("https://contoso.co.uk"), server)).isEmpty();
  }
}
