package dev.freehold.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.testing.SoftToken;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.token.Pkcs11Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenMasterKeyTest {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  @TempDir Path folder;

  @Test
  void whatWasMadeIsLoadedAgainThroughTheTokenAndIsNowhereInTheFile() throws Exception {
    Path path = folder.resolve("master.key.wrapped");
    try (HardwareToken token = SoftToken.open(SoftToken.ONE)) {
      MasterKeySource source = new TokenMasterKey(path, token, CRYPTO.random());
      assertThat(source.load()).isEmpty();
      try (Key256 made = source.create();
          Key256 loaded = source.load().orElseThrow()) {
        assertThat(loaded.sameAs(made)).isTrue();
        byte[] file = Files.readAllBytes(path);
        boolean shown = made.use(secret -> contains(file, secret));
        assertThat(shown).isFalse();
      }
      assertFails(() -> source.create().close(), VaultError.MASTER_KEY);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anotherTokenDoesNotOpenIt() {
    Path path = folder.resolve("master.key.wrapped");
    try (HardwareToken token = SoftToken.open(SoftToken.ONE);
        HardwareToken other = SoftToken.open(SoftToken.TWO)) {
      new TokenMasterKey(path, token, CRYPTO.random()).create().close();
      assertFails(
          () -> new TokenMasterKey(path, other, CRYPTO.random()).load(), VaultError.SEALED_KEY);
    }
  }

  @Test
  void aWrongPinAndAnAbsentTokenAreErrorsThatDoNotNameThePin() {
    for (Pkcs11Settings settings :
        List.of(
            SoftToken.settings(SoftToken.TWO, "987654321"),
            SoftToken.settings("no-such", "987654321"))) {
      assertThat(settings.toString()).doesNotContain("987654321");
      assertThatThrownBy(() -> HardwareToken.open(settings))
          .isInstanceOfSatisfying(
              VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.TOKEN))
          .hasMessageNotContaining("987654321");
    }
  }

  private static boolean contains(byte[] whole, byte[] part) {
    return HexFormat.of().formatHex(whole).contains(HexFormat.of().formatHex(part));
  }

  private static void assertFails(Runnable action, VaultError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(VaultException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
