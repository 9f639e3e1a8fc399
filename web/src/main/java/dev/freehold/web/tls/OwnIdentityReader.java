package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Reads a certificate of one's own with its key, and refuses what no client could take. */
final class OwnIdentityReader {

  private static final int MAX_FILE_BYTES = 256 * 1024;
  private static final int MAX_CHAIN = 10;
  private static final Set<PosixFilePermission> NOT_FOR_KEYS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private OwnIdentityReader() {}

  /**
   * The key and the chain.
   *
   * @throws WebException SECRET_FILE if a file cannot be read or others may read the key, AUTHORITY
   *     if what is in them does not belong together
   */
  static ShownCertificate read(CertificateFiles files) {
    ShownCertificate shown =
        files.keystore().isPresent()
            ? readKeystore(files.keystore().get(), files.password())
            : new ShownCertificate(
                readKey(files.key().orElseThrow()), readChain(files.certificate().orElseThrow()));
    if (!AuthorityFiles.areOne(shown.key(), shown.leaf())) {
      throw invalid(
          "the key is not that of the first certificate in %s; the server's certificate comes first"
              .formatted(files));
    }
    for (int at = 1; at < shown.chain().size(); at++) {
      if (!isIssuedBy(shown.chain().get(at - 1), shown.chain().get(at))) {
        throw invalid(
            "certificate %d of %s did not issue the one before it; put the chain in order"
                .formatted(at + 1, files));
      }
    }
    return shown;
  }

  static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException notTheIssuer) {
      return false;
    }
  }

  private static List<X509Certificate> readChain(Path file) {
    List<X509Certificate> chain = Pem.toCertificates(readBytes(file), file);
    if (chain.size() > MAX_CHAIN) {
      throw invalid("%s has more than %d certificates".formatted(file, MAX_CHAIN));
    }
    return chain;
  }

  private static PrivateKey readKey(Path file) {
    requireNotForOthers(file);
    byte[] pem = readBytes(file);
    try (Reader text =
            new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII);
        PEMParser parser = new PEMParser(text)) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        switch (found) {
          case PEMKeyPair pair -> {
            return key(pair.getPrivateKeyInfo());
          }
          case PrivateKeyInfo info -> {
            return key(info);
          }
          default -> {
            // Parameters of a curve, or a certificate in the same file.
          }
        }
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException malformed) {
      throw notAKey(file);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
    throw notAKey(file);
  }

  private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ecKey(info);
    }
    String algorithm = kind.equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "EdDSA";
    byte[] encoded = info.getEncoded();
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** The JDK takes no key that names its curve twice, as the form of OpenSSL does. */
  private static PrivateKey ecKey(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException {
    ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
    ASN1Encodable named = info.getPrivateKeyAlgorithm().getParameters();
    ASN1Encodable curveName = named == null ? inner.getParametersObject() : named;
    if (curveName == null) {
      throw new GeneralSecurityException("no curve is named");
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(curveName.toASN1Primitive().getEncoded());
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(inner.getKey(), curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static WebException notAKey(Path file) {
    return invalid(
        "%s has no private key in PEM that is not encrypted; use PKCS #8, RSA or EC, or a PKCS #12"
                .formatted(file)
            + " file with a password");
  }

  private static ShownCertificate readKeystore(Path file, String password) {
    requireNotForOthers(file);
    char[] characters = password.toCharArray();
    byte[] bytes = readBytes(file);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), characters);
      List<String> aliases = new ArrayList<>(Collections.list(store.aliases()));
      aliases.removeIf(alias -> !isKey(store, alias));
      if (aliases.size() != 1) {
        throw invalid("%s has %d keys; one is expected".formatted(file, aliases.size()));
      }
      PrivateKey key = (PrivateKey) store.getKey(aliases.getFirst(), characters);
      Certificate[] certificates = store.getCertificateChain(aliases.getFirst());
      if (certificates == null) {
        throw invalid("%s has no certificate for its key; put both into it".formatted(file));
      }
      List<X509Certificate> chain =
          Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
      if (chain.size() > MAX_CHAIN) {
        throw invalid("%s has more than %d certificates".formatted(file, MAX_CHAIN));
      }
      return new ShownCertificate(key, chain);
    } catch (IOException | GeneralSecurityException | ClassCastException unreadable) {
      throw invalid(
          "%s is not a PKCS #12 file with a private key, or its password is another"
              .formatted(file));
    } finally {
      Arrays.fill(characters, '\0');
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException notLoaded) {
      return false;
    }
  }

  private static byte[] readBytes(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw invalid("%s is larger than %d bytes".formatted(file, MAX_FILE_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new WebException(
          WebError.SECRET_FILE,
          "%s cannot be read; check that it exists and that this user may".formatted(file),
          unreadable);
    }
  }

  private static void requireNotForOthers(Path file) {
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      if (!Collections.disjoint(granted, NOT_FOR_KEYS)) {
        throw new WebException(
            WebError.SECRET_FILE,
            "%s has a private key that others may read or replace; set its mode to 0600 or 0640"
                .formatted(file));
      }
    } catch (IOException unreadable) {
      throw new WebException(
          WebError.SECRET_FILE,
          "%s cannot be read; check that it exists and that this user may".formatted(file),
          unreadable);
    }
  }

  private static WebException invalid(String message) {
    return new WebException(WebError.AUTHORITY, message);
  }
}
