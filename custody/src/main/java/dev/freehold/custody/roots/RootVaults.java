package dev.freehold.custody.roots;

import dev.freehold.crypto.Key256;

/**
 * The key vaults, called as one of the tenant's workloads. Every call is bounded in time. A vault's
 * failure is returned as an answer, never thrown.
 *
 * <p>Safe for use by many threads.
 */
public interface RootVaults {

  /** Asks for a key's public facts; without a version, for those of the newest. */
  RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key);

  /**
   * Wraps {@code secret} in the vault with RSA-OAEP-256.
   *
   * @param keyVersion must name a version
   */
  RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret);

  /**
   * Unwraps in the vault. What is given has the right length and comes from the version asked; it
   * is for the caller to check it against its commitment.
   *
   * @param keyVersion must name a version
   */
  RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped);
}
