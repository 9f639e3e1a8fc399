package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaOaep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A root key as an RSA private key in a PEM file (PKCS#8, RFC 7468 section 10). */
public final class PemRootKey implements RootKey {

  /** A key of 4096 bits takes about 3,300 bytes. */
  private static final int MAX_FILE_BYTES = 64 << 10;

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final RsaOaep rsa;
  private final RSAPrivateKey key;

  private PemRootKey(RsaOaep rsa, RSAPrivateKey key) {
    this.rsa = rsa;
    this.key = key;
  }

  /**
   * Reads the first private key in {@code file}.
   *
   * @throws ContentException {@code rescue-file-failed} if the file cannot be read, {@code
   *     rescue-wrong-key} if it has no RSA private key in PKCS#8
   */
  public static PemRootKey read(Path file, CryptoSuite suite) {
    byte[] pem = RescueFiles.read("the root key", file, MAX_FILE_BYTES);
    try {
      Matcher matcher = PKCS8.matcher(new String(pem, StandardCharsets.US_ASCII));
      if (!matcher.find()) {
        throw unusable(null);
      }
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      PrivateKey read = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      Arrays.fill(der, (byte) 0);
      return new PemRootKey(new RsaOaep(suite), (RSAPrivateKey) read);
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw unusable(other);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  @Override
  public Optional<byte[]> unwrap(String keyVersionUri, byte[] wrapped) {
    try {
      return Optional.of(rsa.decrypt(key, RsaOaep.Hash.SHA256, wrapped));
    } catch (CryptoException anotherKey) {
      return Optional.empty();
    }
  }

  private static ContentException unusable(Exception cause) {
    return new ContentException(
        ContentError.RESCUE_WRONG_KEY,
        "the root key is an unencrypted RSA private key in PKCS#8, which begins with BEGIN PRIVATE"
            + " KEY; convert another form with: openssl pkcs8 -topk8 -nocrypt",
        cause);
  }
}
