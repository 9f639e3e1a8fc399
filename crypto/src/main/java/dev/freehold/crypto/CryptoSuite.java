package dev.freehold.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.Cipher;

/**
 * The implementations of the algorithms, chosen once when the process starts.
 *
 * <p>AES-GCM, RSA, ECDSA and random numbers come from the Amazon Corretto Crypto Provider (ACCP)
 * where it is healthy, else from the JDK; HMAC, HKDF and SHA-2 always come from the JDK, which is
 * as fast. What one seals the other opens. Immutable and safe for use by many threads.
 */
public final class CryptoSuite {

  /** What {@link #select} may use. */
  public enum Choice {
    /** ACCP if it is healthy, else the JDK. */
    AUTO,
    /** ACCP or nothing. */
    ACCP,
    /** The JDK, even where ACCP would be faster. */
    JDK
  }

  private final Provider provider;
  private final RandomSource random;
  private final String report;

  private CryptoSuite(Provider provider, RandomSource random, String report) {
    this.provider = provider;
    this.random = random;
    this.report = report;
  }

  /**
   * Loads, tests and, for the JDK, warms up the chosen implementation: up to half a second, once.
   *
   * @throws CryptoException {@link CryptoError#PROVIDER_UNAVAILABLE} if {@code choice} is {@link
   *     Choice#ACCP} and it is absent or not healthy
   */
  public static CryptoSuite select(Choice choice) {
    return switch (choice) {
      case ACCP -> accelerated();
      case JDK -> jdk("chosen by configuration");
      case AUTO -> {
        try {
          yield accelerated();
        } catch (CryptoException e) {
          yield jdk(e.getMessage());
        }
      }
    };
  }

  /**
   * Returns a suite that draws from {@code random}, for tests that replay a seed. A source that
   * repeats itself is refused when it does, see {@link #random()}.
   */
  public CryptoSuite withRandom(RandomSource random) {
    return new CryptoSuite(provider, new RepeatDetectingRandom(random), report);
  }

  /**
   * The source of all keys, initialisation vectors and nonces. It throws {@link CryptoException}
   * {@link CryptoError#RANDOM_SOURCE_BROKEN} rather than give the same bytes twice.
   */
  public RandomSource random() {
    return random;
  }

  /** One line for the start-up log: what is used for what, and why. */
  public String report() {
    return report;
  }

  @Override
  public String toString() {
    return "CryptoSuite[" + provider.getName() + "]";
  }

  /** A fresh AES-GCM cipher, for one thread. */
  Cipher newAesGcmCipher() {
    return newCipher("AES/GCM/NoPadding");
  }

  /** A fresh RSA-OAEP cipher that still needs its parameters, for one thread. */
  public Cipher newRsaOaepCipher() {
    return newCipher("RSA/ECB/OAEPPadding");
  }

  /** A fresh cipher for RSA without padding, for one thread. */
  public Cipher newRsaRawCipher() {
    return newCipher("RSA/ECB/NoPadding");
  }

  /** The provider that makes and reads RSA keys; in the JDK it is not the one with the ciphers. */
  public Provider rsaKeyProvider() {
    return provider.getName().equals("SunJCE") ? Security.getProvider("SunRsaSign") : provider;
  }

  /** The provider that reads and uses EC keys. */
  public Provider ecProvider() {
    return provider.getName().equals("SunJCE") ? Security.getProvider("SunEC") : provider;
  }

  private Cipher newCipher(String transformation) {
    try {
      return Cipher.getInstance(transformation, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.getName() + " has no " + transformation, e);
    }
  }

  private static CryptoSuite accelerated() {
    Provider accp = AcceleratedProvider.load();
    NativeCurves.putForward(accp);
    return new CryptoSuite(
        accp, new RepeatDetectingRandom(secureRandom("LibCryptoRng", accp)), reportOf(accp, ""));
  }

  private static CryptoSuite jdk(String reason) {
    Provider sunJce = Security.getProvider("SunJCE");
    CryptoSuite suite =
        new CryptoSuite(
            sunJce,
            new RepeatDetectingRandom(new SecureRandom()::nextBytes),
            reportOf(sunJce, " (" + reason + ")"));
    JdkWarmUp.once(suite);
    return suite;
  }

  private static RandomSource secureRandom(String algorithm, Provider provider) {
    try {
      return SecureRandom.getInstance(algorithm, provider)::nextBytes;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.getName() + " has no " + algorithm, e);
    }
  }

  private static String reportOf(Provider provider, String reason) {
    return ("crypto: AES-256-GCM, RSA, ECDSA and random numbers from %s %s%s;"
            + " HMAC, HKDF and SHA-2 from the JDK %s")
        .formatted(provider.getName(), provider.getVersionStr(), reason, Runtime.version());
  }
}
