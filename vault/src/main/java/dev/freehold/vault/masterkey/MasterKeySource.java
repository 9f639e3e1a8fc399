package dev.freehold.vault.masterkey;

import dev.freehold.crypto.Key256;
import java.util.Optional;

/** Provides the vault master key: from a file, the environment, or a PKCS #11 token. */
public interface MasterKeySource {

  /**
   * Returns the key, which the caller closes, or empty if it was never made.
   *
   * @throws dev.freehold.web.WebException SECRET_FILE, or VaultException MASTER_KEY, if there is
   *     something that cannot be used
   */
  Optional<Key256> load();

  /**
   * Makes the key; it is durable when this returns. The caller closes the result.
   *
   * @throws dev.freehold.web.WebException SECRET_FILE, or VaultException MASTER_KEY, if it cannot
   *     be made, or if there is one
   */
  Key256 create();
}
