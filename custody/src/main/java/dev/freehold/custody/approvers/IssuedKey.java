package dev.freehold.custody.approvers;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A key pair that was made for an approver.
 *
 * @param privateKey EC on P-256; leaves memory only sealed
 * @param certificate of its public key
 */
public record IssuedKey(PrivateKey privateKey, X509Certificate certificate) {

  /** Never shows the key. */
  @Override
  public String toString() {
    return "IssuedKey[]";
  }
}
