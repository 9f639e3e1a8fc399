package dev.freehold.vault.masterkey;

import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A master key from an environment variable, as base64 of 32 bytes. The server never makes it,
 * because nobody would store it. Java's copy of the environment cannot be overwritten, so a file is
 * the better way.
 */
public final class EnvironmentMasterKey implements MasterKeySource {

  private static final int KEY_CHARS = 44;

  private final String setting;
  private final byte[] text;

  /**
   * Takes the key that {@code setting} gives.
   *
   * @param setting its name, for messages
   * @param text base64, empty if nothing was given
   */
  public EnvironmentMasterKey(String setting, String text) {
    this.setting = setting;
    this.text = text.strip().getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the key the first time; the text is overwritten then. */
  @Override
  public Optional<Key256> load() {
    if (text.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Key256.takeOver(decode()));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public Key256 create() {
    throw new VaultException(
        VaultError.MASTER_KEY,
        "%s gives no master key; make one with 'openssl rand -base64 32' and keep a copy apart"
            .formatted(setting));
  }

  private byte[] decode() {
    byte[] key = {};
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
    if (text.length != KEY_CHARS || key.length != Key256.LENGTH_BYTES) {
      Arrays.fill(key, (byte) 0);
      throw unusable();
    }
    return key;
  }

  private VaultException unusable() {
    return new VaultException(
        VaultError.MASTER_KEY,
        "%s is not base64 of exactly 32 bytes, such as 'openssl rand -base64 32' makes"
            .formatted(setting));
  }
}
