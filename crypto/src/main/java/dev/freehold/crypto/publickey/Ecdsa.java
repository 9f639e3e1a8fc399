package dev.freehold.crypto.publickey;

import dev.freehold.crypto.CryptoSuite;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.security.auth.DestroyFailedException;

/**
 * ECDSA (FIPS 186-5, 6) on NIST's curves, over digests that the caller has computed. Signatures are
 * in DER (RFC 3279, 2.2.3). Safe for use by many threads. ACCP answers some bad input with
 * unchecked exceptions; they are treated like the checked ones.
 */
public final class Ecdsa {

  private static final String ALGORITHM = "NONEwithECDSA";

  private final CryptoSuite suite;

  /** Uses the EC implementation of {@code suite}. */
  public Ecdsa(CryptoSuite suite) {
    this.suite = suite;
  }

  /**
   * Signs {@code digest}.
   *
   * @throws IllegalArgumentException if {@code key} is no valid key
   */
  public byte[] sign(ECPrivateKeySpec key, byte[] digest) {
    try {
      PrivateKey parsed = factory().generatePrivate(key);
      try {
        Signature signature = Signature.getInstance(ALGORITHM, suite.ecProvider());
        signature.initSign(parsed);
        signature.update(digest);
        return signature.sign();
      } finally {
        destroy(parsed);
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(e);
    }
  }

  /**
   * Tells whether {@code signature} is a signature of {@code digest}; malformed bytes are not. The
   * caller must have checked that the point of {@code key} is on its curve; the JDK does not look.
   *
   * @throws IllegalArgumentException if {@code key} is seen to be invalid
   */
  public boolean verify(ECPublicKeySpec key, byte[] digest, byte[] signature) {
    Signature verifier = verifier(key);
    try {
      verifier.update(digest);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private Signature verifier(ECPublicKeySpec key) {
    try {
      PublicKey parsed = factory().generatePublic(key);
      Signature verifier = Signature.getInstance(ALGORITHM, suite.ecProvider());
      verifier.initVerify(parsed);
      return verifier;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(e);
    }
  }

  private KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", suite.ecProvider());
  }

  /** The JDK's keys cannot be destroyed; they are left to the garbage collector. */
  private static void destroy(PrivateKey key) {
    try {
      key.destroy();
    } catch (DestroyFailedException e) {
      return;
    }
  }

  private static IllegalArgumentException unusable(Exception cause) {
    return new IllegalArgumentException("this EC key cannot be used", cause);
  }
}
