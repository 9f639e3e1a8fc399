package dev.freehold.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultMasterKeyFileTest {

  @TempDir Path folder;
  private Path path;
  private VaultMasterKeyFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("new").resolve("master.key");
    file = new VaultMasterKeyFile(path, CryptoSuite.select(CryptoSuite.Choice.AUTO).random());
  }

  @Test
  void aFileThatWasNeverMadeHoldsNothing() {
    assertThat(file.load()).isEmpty();
  }

  @Test
  void whatWasMadeIsLoadedAgainAndIsForItsOwnerOnly() throws Exception {
    Key256 made = file.create();
    assertThat(file.load().orElseThrow().sameAs(made)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var left = Files.list(path.getParent())) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void aKeyThatCannotBeWrittenIsOverwritten() throws Exception {
    Files.createFile(folder.resolve("new"));
    List<byte[]> drawn = new ArrayList<>();
    RandomSource random =
        target -> {
          Arrays.fill(target, (byte) 7);
          drawn.add(target);
        };
    VaultMasterKeyFile unwritable = new VaultMasterKeyFile(path, random);
    assertThatThrownBy(() -> unwritable.create().close()).isInstanceOf(RuntimeException.class);
    assertThat(drawn.getFirst()).containsOnly(0);
  }

  @Test
  void anExistingKeyIsNeverReplaced() {
    file.create().close();
    assertFails(() -> file.create().close(), VaultError.MASTER_KEY);
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws Exception {
    file.create().close();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw----r--"));
    assertThatThrownBy(file::load)
        .isInstanceOfSatisfying(
            WebException.class, e -> assertThat(e.error()).isEqualTo(WebError.SECRET_FILE));
  }

  @Test
  void aFileThatIsCutShortOrOfAnotherFormatIsRefused() throws Exception {
    file.create().close();
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertFails(file::load, VaultError.MASTER_KEY);
    }
    whole[0] ^= 1;
    Files.write(path, whole);
    assertFails(file::load, VaultError.MASTER_KEY);
  }

  private static void assertFails(Runnable action, VaultError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(VaultException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
