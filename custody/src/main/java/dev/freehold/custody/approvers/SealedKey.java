package dev.freehold.custody.approvers;

import dev.freehold.custody.passwords.PassphraseKeys.Derivation;

/**
 * An approver's private key as it is kept.
 *
 * @param derivation how the passphrase becomes the key that opens it
 * @param sealed the key in PKCS #8, sealed
 */
@SuppressWarnings("ArrayRecordComponent") // Copied both ways, and never compared.
record SealedKey(Derivation derivation, byte[] sealed) {

  SealedKey {
    sealed = sealed.clone();
  }

  @Override
  public byte[] sealed() {
    return sealed.clone();
  }
}
