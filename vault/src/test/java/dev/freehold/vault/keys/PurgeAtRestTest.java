package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import dev.freehold.vault.testing.RunningVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of an SQLite database still hold of keys that were purged: nothing. */
class PurgeAtRestTest {

  private static final int KEYS = 60;

  /** Overflow pages cut a value into pieces, so pieces are what is searched for. */
  private static final int PIECE_BYTES = 48;

  @TempDir Path folder;

  @Test
  void noFileHoldsAnyPieceOfASealedKeyThatWasPurged() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    JsonWebKey material = JsonWebKey.fromRsa(generator.generateKeyPair());
    try (RunningVault vault = RunningVault.start(folder)) {
      KeyClient keys = vault.keys(VAULT_A, ADMIN);
      for (int i = 0; i < KEYS; i++) {
        keys.importKey("key-" + i % (KEYS / 2), material);
      }
      List<byte[]> sealed = sealed(vault);
      assertThat(sealed).hasSize(KEYS);
      assertThat(found(sealed)).isEqualTo(KEYS);
      for (int i = 0; i < KEYS / 2; i += 2) {
        keys.beginDeleteKey("key-" + i).poll();
      }
      vault.clock().advance(Duration.ofDays(90));
      vault.server().keepHouse();
      List<byte[]> kept = sealed(vault);
      assertThat(kept).hasSize(KEYS / 2);
      sealed.removeIf(one -> kept.stream().anyMatch(other -> Arrays.equals(one, other)));
      assertThat(sealed).hasSize(KEYS / 2);
      assertThat(found(sealed)).isZero();
    }
  }

  private static List<byte[]> sealed(RunningVault vault) {
    return new ArrayList<>(
        vault
            .database()
            .read(
                tx ->
                    tx.createQuery("SELECT sealed FROM vault_key_versions")
                        .mapTo(byte[].class)
                        .list()));
  }

  /** How many of {@code values} any file holds a piece of. */
  private long found(List<byte[]> values) throws IOException {
    List<String> contents = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(latin(Files.readAllBytes(file)));
      }
    }
    return values.stream()
        .filter(value -> pieces(value).stream().anyMatch(p -> isIn(contents, p)))
        .count();
  }

  private static boolean isIn(List<String> contents, String piece) {
    return contents.stream().anyMatch(content -> content.contains(piece));
  }

  private static List<String> pieces(byte[] value) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at + PIECE_BYTES <= value.length; at += PIECE_BYTES) {
      pieces.add(latin(Arrays.copyOfRange(value, at, at + PIECE_BYTES)));
    }
    return pieces;
  }

  /** One character per byte, so that text search finds bytes. */
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
