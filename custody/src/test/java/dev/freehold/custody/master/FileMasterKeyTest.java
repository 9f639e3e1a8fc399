package dev.freehold.custody.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The service master key in a file")
class FileMasterKeyTest {

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);
  private static final UUID ID = UUID.randomUUID();
  private static final byte[] SECRET = "a secret of the service".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("master.key");
  }

  @Test
  @DisplayName("is made at first start, readable by its owner only, with nothing left beside it")
  void isMadeAtFirstStart() throws IOException {
    FileMasterKey.openOrCreate(file, SUITE).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var beside = Files.list(folder)) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  @DisplayName("opens after a restart what it sealed before")
  void opensAfterRestart() {
    byte[] sealed;
    try (FileMasterKey before = FileMasterKey.openOrCreate(file, SUITE)) {
      sealed = before.seal(Purpose.AVAILABILITY_KEY, ID, SECRET);
    }
    try (FileMasterKey after = FileMasterKey.openOrCreate(file, SUITE)) {
      assertThat(after.open(Purpose.AVAILABILITY_KEY, ID, sealed)).isEqualTo(SECRET);
    }
  }

  @Test
  @DisplayName("does not open a value for another purpose, another owner or another server")
  void bindsItsValues() {
    try (FileMasterKey key = FileMasterKey.openOrCreate(file, SUITE);
        FileMasterKey other = FileMasterKey.openOrCreate(folder.resolve("other.key"), SUITE)) {
      byte[] sealed = key.seal(Purpose.AVAILABILITY_KEY, ID, SECRET);
      assertMismatch(() -> key.open(Purpose.TOKEN_SIGNING_KEY, ID, sealed));
      assertMismatch(() -> key.open(Purpose.AVAILABILITY_KEY, UUID.randomUUID(), sealed));
      assertMismatch(() -> other.open(Purpose.AVAILABILITY_KEY, ID, sealed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------"})
  @DisplayName("is refused when its mode is looser than 0600, with what to do")
  void refusesLooserModes(String mode) throws IOException {
    FileMasterKey.openOrCreate(file, SUITE).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> FileMasterKey.openOrCreate(file, SUITE))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_EXPOSED))
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 31, 74})
  @DisplayName("is refused when the file was cut short, and not replaced")
  void refusesCutFile(int length) throws IOException {
    FileMasterKey.openOrCreate(file, SUITE).close();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> FileMasterKey.openOrCreate(file, SUITE))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_UNUSABLE));
    assertThat(Files.size(file)).isEqualTo(length);
  }

  @Test
  @DisplayName("says so when its folder does not exist")
  void saysThatTheFolderIsMissing() {
    assertThatThrownBy(() -> FileMasterKey.openOrCreate(folder.resolve("absent/master.key"), SUITE))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_UNUSABLE));
  }

  private static void assertMismatch(Runnable open) {
    assertThatThrownBy(open::run)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_MISMATCH));
  }
}
