package dev.freehold.custody.approvers;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key pair that was made for an approver.
 *
 * @param privateKey EC on P-256; leaves memory only sealed
 * @param certificate of its public key
 * @param issuers from the one that issued it to the anchor
 */
public record IssuedKey(
    PrivateKey privateKey, X509Certificate certificate, List<X509Certificate> issuers) {

  /** Copies the list. */
  public IssuedKey {
    issuers = List.copyOf(issuers);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "IssuedKey[]";
  }
}
