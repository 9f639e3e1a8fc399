package dev.freehold.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentMasterKeyTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @Test
  void base64OfThirtyTwoBytesIsTheKeyAndMayEndWithALine() {
    String text = Base64.getEncoder().encodeToString(KEY) + "\n";
    try (Key256 key = source(text).load().orElseThrow();
        Key256 wanted = Key256.takeOver(KEY.clone())) {
      assertThat(key.sameAs(wanted)).isTrue();
    }
  }

  @Test
  void nothingIsNoKeyAndNoneIsEverMade() {
    assertThat(source("").load()).isEmpty();
    assertThatThrownBy(() -> source("").create())
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("FREEHOLD_VAULT_MASTER_KEY")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWZmMDEyMw==",
        "!DEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
      })
  void anythingElseIsRefusedWithoutBeingQuoted(String text) {
    assertThatThrownBy(() -> source(text).load())
        .isInstanceOf(VaultException.class)
        .hasMessageNotContaining(text);
  }

  private static EnvironmentMasterKey source(String text) {
    return new EnvironmentMasterKey("FREEHOLD_VAULT_MASTER_KEY", text);
  }
}
