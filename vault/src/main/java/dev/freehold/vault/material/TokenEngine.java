package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.token.TokenWrappingKey;
import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * RSA keys marked {@code -HSM}, used only inside a PKCS #11 token. Their private part is stored as
 * the token wrapped it. For each use it is unwrapped in the token as an object of the session and
 * destroyed there afterwards. So the database holds all keys, and the token only the wrapping key.
 */
final class TokenEngine implements KeyEngine {

  /** The name that is stored with its keys. */
  private static final String NAME = "token";

  private final HardwareToken token;
  private final RsaSoftware publicOperations;

  /** Works in {@code token}; what needs only the public part is done here by {@code suite}. */
  TokenEngine(HardwareToken token, CryptoSuite suite) {
    this.token = token;
    this.publicOperations = new RsaSoftware(suite);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public KeyKind kind() {
    return KeyKind.RSA;
  }

  @Override
  public boolean has(boolean hardware) {
    return hardware;
  }

  @Override
  public KeyMaterial generate(KeySpecification specification) {
    KeySpecification.Rsa wanted = (KeySpecification.Rsa) specification;
    return token.with((session, wrapping) -> TokenRsa.generate(session, wrapping, wanted));
  }

  @Override
  public KeyMaterial take(PrivateNumbers numbers, boolean hardware) {
    RSAPrivateCrtKeySpec checked = RsaNumbers.check((PrivateNumbers.Rsa) numbers);
    return token.with((session, wrapping) -> TokenRsa.take(session, wrapping, checked));
  }

  @Override
  public Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain) {
    return publicOperations.encrypt(key, algorithm, plain);
  }

  @Override
  public Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed) {
    BigInteger modulus = ((RsaPublic) key.publicPart()).modulus();
    byte[] value = sealed.value();
    if (value.length != (modulus.bitLength() + 7) / 8
        || new BigInteger(1, value).compareTo(modulus) >= 0) {
      return Optional.empty();
    }
    byte[] padded = use(key, (session, handle) -> TokenRsa.decrypt(session, handle, value));
    try {
      return TokenOaep.unpad(padded, algorithm);
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  @Override
  public byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest) {
    return use(key, (session, handle) -> TokenRsa.sign(session, handle, algorithm, digest));
  }

  @Override
  public boolean verify(
      KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    return publicOperations.verify(key, algorithm, digest, signature);
  }

  private interface Use {
    byte[] of(Session session, long handle) throws PKCS11Exception;
  }

  private byte[] use(KeyMaterial key, Use use) {
    return token.with((session, wrapping) -> use(session, wrapping, key, use));
  }

  private static byte[] use(Session session, TokenWrappingKey wrapping, KeyMaterial key, Use use)
      throws PKCS11Exception {
    long handle = wrapping.unwrap(session, key.privatePart(), TokenRsa.usable());
    try {
      return use.of(session, handle);
    } finally {
      session.destroyObject(handle);
    }
  }
}
