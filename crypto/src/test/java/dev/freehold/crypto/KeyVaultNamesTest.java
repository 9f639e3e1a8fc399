package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The names of key vaults and of keys")
class KeyVaultNamesTest {

  @ParameterizedTest
  @CsvSource({
    "abc, true",
    "a1-b2-c3, true",
    "Contoso-O365EX-NA-VaultA1, true",
    "'', false",
    "ab, false",
    "1abc, false",
    "-abc, false",
    "abc-, false",
    "a--b, false",
    "a_b, false",
    "a.b, false",
    "äbc, false",
    "management, false",
    "LOGIN, false",
    "www, false",
  })
  @DisplayName("of vaults are those of the published article and no others")
  void vaults(String name, boolean expected) {
    assertThat(KeyVaultNames.isVault(name)).isEqualTo(expected);
  }

  @Test
  @DisplayName("have their bounds, and no line's end behind them")
  void bounds() {
    assertThat(KeyVaultNames.isVault("v".repeat(63))).isTrue();
    assertThat(KeyVaultNames.isVault("v".repeat(64))).isFalse();
    assertThat(KeyVaultNames.isVault("abc\n")).isFalse();
    assertThat(KeyVaultNames.isKey("-".repeat(127))).isTrue();
    assertThat(KeyVaultNames.isKey("k".repeat(128))).isFalse();
    assertThat(KeyVaultNames.isKey("key\n")).isFalse();
    assertThat(KeyVaultNames.isKey("")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Contoso-O365EX-NA-VaultA1-Key001, true",
    "1, true",
    "a_b, false",
    "a/b, false",
    "ключ, false"
  })
  @DisplayName("of keys are letters, digits and hyphens")
  void keys(String name, boolean expected) {
    assertThat(KeyVaultNames.isKey(name)).isEqualTo(expected);
  }
}
