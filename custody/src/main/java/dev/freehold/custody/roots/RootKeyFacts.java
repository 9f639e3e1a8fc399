package dev.freehold.custody.roots;

import java.time.Instant;
import java.util.Set;

/**
 * A vault's description of a key.
 *
 * @param keyVersion the key with the version that the vault named
 * @param type the key's type as the vault writes it, such as {@code RSA-HSM}
 * @param sizeBits the size of an RSA key's modulus; 0 for other types
 * @param enabled whether it may be used
 * @param notBefore when its use begins, or null
 * @param expiresOn when its use ends, or null
 * @param operations the permitted operations as the vault writes them
 * @param recoveryLevel how deletion works in the vault
 * @param recoverableDays how long a deleted key is kept; 0 if it is not
 */
public record RootKeyFacts(
    RootKeyUri keyVersion,
    String type,
    int sizeBits,
    boolean enabled,
    Instant notBefore,
    Instant expiresOn,
    Set<String> operations,
    String recoveryLevel,
    int recoverableDays) {

  /** Copies the operations. */
  public RootKeyFacts {
    operations = Set.copyOf(operations);
  }
}
