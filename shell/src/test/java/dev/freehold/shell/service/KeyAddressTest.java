package dev.freehold.shell.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAddressTest {

  private static final String VERSION = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @DisplayName("Case, default port and a slash at the end make no other key")
  @CsvSource({
    "https://a.example/keys/K, https://a.example/keys/K",
    "HTTPS://A.example:443/keys/K/, https://a.example/keys/K",
    "' https://a.example:8444/keys/K ', https://a.example:8444/keys/K",
    "https://a.example/keys/K/0123456789ABCDEF0123456789abcdef/, https://a.example/keys/K/"
        + VERSION,
    "https://a.example/secrets/s, https://a.example/secrets/s",
    "whatever, whatever"
  })
  void normal(String written, String normal) {
    assertThat(KeyAddress.normal(written)).isEqualTo(normal);
  }

  @Test
  @DisplayName("A vault's name, a key's name and a version that was read as a GUID are an address")
  void parts() {
    UUID version = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    assertThat(KeyAddress.of("vaults.example:8444", "Left", "slate", version))
        .isEqualTo("https://left.vaults.example:8444/keys/slate/" + VERSION);
    assertThat(KeyAddress.of("vaults.example", "left", "slate", version))
        .isEqualTo("https://left.vaults.example/keys/slate/" + VERSION);
  }
}
