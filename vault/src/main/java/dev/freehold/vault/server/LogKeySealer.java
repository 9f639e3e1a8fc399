package dev.freehold.vault.server;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.ledger.publish.SecretSealer;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.masterkey.KeySealer;
import java.nio.charset.StandardCharsets;

/** Seals the key that signs the vaults' log, under a key of the master key's. Thread-safe. */
final class LogKeySealer implements SecretSealer {

  private static final String PURPOSE = "freehold-vault:log-signing-key:v1";
  private static final byte[] ASSOCIATED_DATA = PURPOSE.getBytes(StandardCharsets.US_ASCII);

  private final KeySealer master;
  private final Aead aead;

  LogKeySealer(KeySealer master, CryptoSuite suite) {
    this.master = master;
    this.aead = new Aead(suite);
  }

  @Override
  public byte[] seal(byte[] secret) {
    try (Key256 under = master.derive(PURPOSE)) {
      return aead.seal(under, ASSOCIATED_DATA, secret);
    }
  }

  /**
   * Opens it.
   *
   * @throws VaultException SEALED_KEY if it was altered or is of other vaults
   */
  @Override
  public byte[] open(byte[] sealed) {
    try (Key256 under = master.derive(PURPOSE)) {
      return aead.open(under, ASSOCIATED_DATA, sealed);
    } catch (CryptoException failed) {
      throw new VaultException(
          VaultError.SEALED_KEY,
          "the key that signs the vaults' log does not open: its row was altered; restore the"
              + " database",
          failed);
    }
  }
}
