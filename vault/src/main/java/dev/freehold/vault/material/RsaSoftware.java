package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.crypto.publickey.RsaSignature;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.function.Function;

/** RSA in this process; the private part is PKCS #8. */
final class RsaSoftware implements KeyEngine {

  private final RsaKeys keys;
  private final RsaOaep oaep;
  private final RsaSignature signatures;
  private final ParsedKeys<RSAPrivateKey> parsed = new ParsedKeys<>();

  RsaSoftware(CryptoSuite suite) {
    this.keys = new RsaKeys(suite);
    this.oaep = new RsaOaep(suite);
    this.signatures = new RsaSignature(suite);
  }

  @Override
  public String name() {
    return KeyEngines.SOFTWARE;
  }

  @Override
  public KeyKind kind() {
    return KeyKind.RSA;
  }

  @Override
  public boolean has(boolean hardware) {
    return true;
  }

  @Override
  public KeyMaterial generate(KeySpecification specification) {
    KeySpecification.Rsa wanted = (KeySpecification.Rsa) specification;
    return material(keys.generate(wanted.bits(), wanted.exponent()));
  }

  @Override
  public KeyMaterial take(PrivateNumbers numbers, boolean hardware) {
    return material(keys.fromNumbers(RsaNumbers.check((PrivateNumbers.Rsa) numbers)));
  }

  @Override
  public Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain) {
    return Payload.of(oaep.encrypt(publicKey(key), hash(algorithm), plain.value()));
  }

  @Override
  public Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed) {
    RsaOaep.Hash hash = hash(algorithm);
    try {
      return Optional.of(use(key, secret -> oaep.decrypt(secret, hash, sealed.value())));
    } catch (CryptoException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest) {
    return use(key, secret -> sign(secret, algorithm, digest));
  }

  private byte[] sign(RSAPrivateKey privateKey, SignatureAlgorithm algorithm, byte[] digest) {
    return switch (algorithm) {
      case RS256 -> signatures.signPkcs1(privateKey, RsaSignature.Hash.SHA256, digest);
      case RS384 -> signatures.signPkcs1(privateKey, RsaSignature.Hash.SHA384, digest);
      case RS512 -> signatures.signPkcs1(privateKey, RsaSignature.Hash.SHA512, digest);
      case PS256 -> signatures.signPss(privateKey, RsaSignature.Hash.SHA256, digest);
      case PS384 -> signatures.signPss(privateKey, RsaSignature.Hash.SHA384, digest);
      case PS512 -> signatures.signPss(privateKey, RsaSignature.Hash.SHA512, digest);
      case RSNULL -> signatures.signPkcs1(privateKey, digest);
      case ES256, ES384, ES512, ES256K, HS256, HS384, HS512 ->
          throw KeyEngines.doesNotFit(algorithm.word());
    };
  }

  @Override
  public boolean verify(
      KeyMaterial verified, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    RSAPublicKey key = publicKey(verified);
    return switch (algorithm) {
      case RS256 -> signatures.verifyPkcs1(key, RsaSignature.Hash.SHA256, digest, signature);
      case RS384 -> signatures.verifyPkcs1(key, RsaSignature.Hash.SHA384, digest, signature);
      case RS512 -> signatures.verifyPkcs1(key, RsaSignature.Hash.SHA512, digest, signature);
      case PS256 -> signatures.verifyPss(key, RsaSignature.Hash.SHA256, digest, signature);
      case PS384 -> signatures.verifyPss(key, RsaSignature.Hash.SHA384, digest, signature);
      case PS512 -> signatures.verifyPss(key, RsaSignature.Hash.SHA512, digest, signature);
      case RSNULL -> signatures.verifyPkcs1(key, digest, signature);
      case ES256, ES384, ES512, ES256K, HS256, HS384, HS512 ->
          throw KeyEngines.doesNotFit(algorithm.word());
    };
  }

  private static KeyMaterial material(KeyPair pair) {
    return new KeyMaterial(
        new RsaPublic(pair.getPublic().getEncoded()), pair.getPrivate().getEncoded());
  }

  private <R> R use(KeyMaterial key, Function<RSAPrivateKey, R> work) {
    return parsed.use(key.privatePart(), keys::decodePrivate, work);
  }

  private RSAPublicKey publicKey(KeyMaterial key) {
    return keys.decodePublic(key.publicPart().encode());
  }

  private static RsaOaep.Hash hash(EncryptionAlgorithm algorithm) {
    return switch (algorithm.mode()) {
      case OAEP_SHA1 -> RsaOaep.Hash.SHA1;
      case OAEP_SHA256 -> RsaOaep.Hash.SHA256;
      case GCM, CBC, CBC_PADDED, KEY_WRAP, KEY_WRAP_PADDED ->
          throw KeyEngines.doesNotFit(algorithm.word());
    };
  }
}
