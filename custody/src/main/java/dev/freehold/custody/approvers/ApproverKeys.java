package dev.freehold.custody.approvers;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.passwords.PassphraseKeys;
import dev.freehold.custody.passwords.Password;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Private keys of approvers, sealed under a key made of the approver's own passphrase, so that
 * neither the database nor the service master key opens them. Thread-safe.
 */
final class ApproverKeys {

  private final PassphraseKeys passphrases;
  private final Aead aead;

  ApproverKeys(PassphraseKeys passphrases, Aead aead) {
    this.passphrases = passphrases;
    this.aead = aead;
  }

  SealedKey seal(Approver approver, PrivateKey key, Password passphrase, String name) {
    byte[] plain = key.getEncoded();
    try {
      return passphrases.choose(
          approver.tenantId(),
          passphrase,
          name,
          (derivation, sealing) ->
              new SealedKey(derivation, aead.seal(sealing, associatedData(approver), plain)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  PrivateKey open(Approver approver, SealedKey sealed, Password passphrase, String address) {
    return passphrases.open(
        passphrase,
        sealed.derivation(),
        approver.id().toString(),
        address,
        key -> {
          try {
            byte[] plain = aead.open(key, associatedData(approver), sealed.sealed());
            return Optional.of(read(plain));
          } catch (CryptoException wrong) {
            return Optional.empty();
          }
        });
  }

  private static PrivateKey read(byte[] plain) {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was sealed here is an EC key", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] associatedData(Approver approver) {
    return "freehold approver key|%s|%s"
        .formatted(approver.tenantId(), approver.id())
        .getBytes(StandardCharsets.UTF_8);
  }
}
