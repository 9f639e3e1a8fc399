package dev.freehold.custody.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A root key's URI")
class RootKeyUriTest {

  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final VaultAllowList ALLOWED =
      new VaultAllowList(
          List.of(
              new VaultAllowList.Rule("vault.azure.net", 443, false),
              new VaultAllowList.Rule("Vault.Localhost", 8443, true)));

  @ParameterizedTest
  @CsvSource({
    "https://a-vault.vault.azure.net/keys/root, https://a-vault.vault.azure.net/keys/root",
    "https://a-vault.vault.azure.net:443/keys/root, https://a-vault.vault.azure.net/keys/root",
    "HTTPS://A-Vault.Vault.Azure.Net/KEYS/Root/, https://a-vault.vault.azure.net/keys/Root",
    "https://v.vault.localhost:8443/keys/r, https://v.vault.localhost:8443/keys/r",
  })
  @DisplayName("is accepted with or without port, in any case, and has one canonical form")
  void isCanonical(String given, String canonical) {
    assertThat(RootKeyUri.parse(given)).hasToString(canonical);
    assertThat(RootKeyUri.parse(canonical)).hasToString(canonical);
  }

  @Test
  @DisplayName("names a version in lower case, and is the same key without it")
  void namesAVersion() {
    RootKeyUri key = RootKeyUri.parse("https://v.vault.azure.net/keys/root");
    RootKeyUri version =
        RootKeyUri.parse("https://v.vault.azure.net/keys/ROOT/" + VERSION.toUpperCase(Locale.ROOT));
    assertThat(version.version()).isEqualTo(VERSION);
    assertThat(version.hasVersion()).isTrue();
    assertThat(version.sameKey(key)).isTrue();
    assertThat(version.sameVersion(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://v.vault.azure.net/keys/root",
        "https://v.vault.azure.net/secrets/root",
        "https://v.vault.azure.net/keys/",
        "https://v.vault.azure.net/keys/root/short",
        "https://v.vault.azure.net/keys/root?x=1",
        "https://v.vault.azure.net/keys/ro%6ft",
        "https://user@v.vault.azure.net/keys/root",
        "https://v.vault.azure.net:0/keys/root",
        "https://v.vault.azure.net:65536/keys/root",
        "https://[::1]/keys/root",
      })
  @DisplayName("of any other form is refused")
  void otherFormsAreRefused(String uri) {
    assertThatThrownBy(() -> RootKeyUri.parse(uri))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.KEY_URI_INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "https://v-1.vault.azure.net/keys/r, true",
    "https://v-1.vault.localhost:8443/keys/r, true",
    "https://v-1.vault.localhost/keys/r, false",
    "https://v-1.vault.azure.net:8443/keys/r, false",
    "https://vault.azure.net/keys/r, false",
    "https://a.b.vault.azure.net/keys/r, false",
    "https://evil-vault.azure.net/keys/r, false",
    "https://v-1.vault.azure.net.evil.example/keys/r, false",
    "https://169.254.169.254/keys/r, false",
    "https://-v.vault.azure.net/keys/r, false",
    "https://ab.vault.azure.net/keys/r, false",
    "https://a--b.vault.azure.net/keys/r, false",
    "https://login.vault.localhost:8443/keys/r, false",
    "https://Contoso-O365EX-NA-VaultA1.vault.azure.net/keys/r, true",
  })
  @DisplayName("fault 40: is allowed only under a listed suffix and on its port")
  void fault40_onlyListedVaults(String uri, boolean allowed) {
    assertThat(ALLOWED.permits(RootKeyUri.parse(uri))).isEqualTo(allowed);
    assertThat(ALLOWED.ruleFor(URI.create(uri)).isPresent()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://vault.azure.net, true",
    "https://vault.localhost:8443, true",
    "https://vault.azure.net/, false",
    "https://management.azure.net, false",
    "https://v.vault.azure.net, false",
    "http://vault.azure.net, false",
  })
  @DisplayName("fault 40: tokens are made for the audiences of listed vaults only")
  void fault40_onlyListedAudiences(String audience, boolean allowed) {
    assertThat(ALLOWED.permitsAudience(audience)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "169.254.169.254, true",
    "10.1.2.3, true",
    "192.168.0.9, true",
    "172.16.0.1, true",
    "0.0.0.0, true",
    "::1, true",
    "fe80::1, true",
    "fd00::1, true",
    "100.64.0.1, true",
    "100.100.100.200, true",
    "198.18.0.1, true",
    "64:ff9b::a01:203, true",
    "64:ff9b::6440:1, true",
    "64:ff9b:1::1432:101, true",
    "64:ff9b::1432:101, false",
    "2002:a01:203::1, true",
    "::a01:203, true",
    "100.128.0.1, false",
    "20.50.1.1, false",
    "2603:1030::5, false",
  })
  @DisplayName("fault 40: an address inside is told from one on the internet")
  void fault40_privateAddresses(String address, boolean inside) {
    assertThat(PublicAddresses.has(InetAddress.ofLiteral(address))).isEqualTo(!inside);
  }
}
