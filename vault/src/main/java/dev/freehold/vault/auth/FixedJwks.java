package dev.freehold.vault.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;

/** Keys that are known beforehand, the same for every issuer: for an issuer in the same process. */
public final class FixedJwks implements JwksSource {

  private final Map<String, RSAPublicKey> keys;

  /** Copies {@code keys}, which are found by their {@code kid}. */
  public FixedJwks(Map<String, RSAPublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  @Override
  public Optional<RSAPublicKey> find(String issuer, String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
