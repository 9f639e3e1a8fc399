package dev.freehold.vault.keys;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RsaKeys;
import dev.freehold.vault.masterkey.KeySealer;
import java.time.Clock;

/**
 * What the operations on keys need beside the call.
 *
 * @param sealer seals private keys for the database
 * @param crypto does the cryptography
 * @param clock tells the time for attributes and windows
 */
public record KeyServices(KeySealer sealer, CryptoSuite crypto, Clock clock) {

  /** Makes and reads RSA keys. */
  RsaKeys rsa() {
    return new RsaKeys(crypto);
  }
}
