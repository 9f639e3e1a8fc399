package dev.freehold.vault.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Provides the keys that verify tokens. Thread-safe. */
@FunctionalInterface
public interface JwksSource {

  /**
   * Finds a signing key.
   *
   * @param issuer one of the issuers of {@link TokenSettings#issuersFor(java.util.UUID)}, never a
   *     value that only the token names
   * @param keyId the token's {@code kid}
   * @return the key, or empty if the issuer has none with that id or does not answer
   */
  Optional<RSAPublicKey> find(String issuer, String keyId);
}
