package dev.freehold.vault.masterkey;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.web.files.StateFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The master key in a file with mode 0600: one line that names the format, then the 32 bytes.
 * Whoever loses the file loses every key of the vaults; back it up, apart from the database.
 */
public final class VaultMasterKeyFile implements MasterKeySource {

  private static final byte[] HEADER =
      "freehold vault master key 1\n".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final StateFile file;
  private final RandomSource random;

  /** The key at {@code path}; {@code random} is used if it has to be made. */
  public VaultMasterKeyFile(Path path, RandomSource random) {
    this.path = path;
    this.file = StateFile.secret(path);
    this.random = random;
  }

  @Override
  public Optional<Key256> load() {
    if (!file.exists()) {
      return Optional.empty();
    }
    byte[] content = file.read();
    try {
      return Optional.of(decode(content));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  @Override
  public Key256 create() {
    if (file.exists()) {
      throw failure("is there already; it is never replaced");
    }
    Key256 key = Key256.random(random);
    byte[] content = key.use(secret -> join(HEADER, secret));
    try {
      file.write(content);
      return key;
    } catch (RuntimeException | Error failed) {
      key.close();
      throw failed;
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private Key256 decode(byte[] content) {
    if (content.length != HEADER.length + Key256.LENGTH_BYTES
        || !Arrays.equals(content, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      throw failure("does not hold a master key of format 1; restore it from a backup");
    }
    return Key256.takeOver(Arrays.copyOfRange(content, HEADER.length, content.length));
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private VaultException failure(String what) {
    return new VaultException(VaultError.MASTER_KEY, "the file %s %s".formatted(path, what));
  }
}
