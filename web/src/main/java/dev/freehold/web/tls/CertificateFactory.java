package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates over EC P-256 with ECDSA and SHA-256. */
final class CertificateFactory {

  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateFactory() {}

  /** The span of a certificate's life. */
  record Validity(Instant from, Instant to) {}

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new WebException(WebError.PLATFORM, "this Java has no EC P-256; use Java 25", e);
    }
  }

  /** A self-signed authority that may only vouch for {@code domains}, their hosts, and loopback. */
  static X509Certificate authority(
      KeyPair keys, X500Name name, List<String> domains, Validity validity) {
    return sign(
        keys.getPrivate(),
        builder(name, name, keys.getPublic(), validity),
        builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          builder.addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          builder.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
          builder.addExtension(Extension.nameConstraints, true, constraints(domains));
        });
  }

  /** A server certificate for {@code names}, vouched for by {@code issuer}. */
  static X509Certificate server(
      PublicKey key,
      X509Certificate issuer,
      PrivateKey issuerKey,
      List<GeneralName> names,
      Validity validity) {
    X500Name issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
    X500Name subject = new X500Name("CN=Freehold server");
    return sign(
        issuerKey,
        builder(issuerName, subject, key, validity),
        builder -> {
          JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.toArray(GeneralName[]::new)));
          builder.addExtension(
              Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
          builder.addExtension(
              Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer));
        });
  }

  private static NameConstraints constraints(List<String> domains) {
    GeneralSubtree[] names =
        domains.stream()
            .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
            .toArray(GeneralSubtree[]::new);
    GeneralSubtree[] permitted = new GeneralSubtree[names.length + 2];
    System.arraycopy(names, 0, permitted, 0, names.length);
    permitted[names.length] = addresses("127.0.0.0/8");
    permitted[names.length + 1] = addresses("::1/128");
    return new NameConstraints(permitted, null);
  }

  private static GeneralSubtree addresses(String range) {
    return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, range));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Validity validity) {
    BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(validity.from()), Date.from(validity.to()), subject, key);
  }

  private static X509Certificate sign(
      PrivateKey key, X509v3CertificateBuilder builder, Extensions extensions) {
    try {
      extensions.addTo(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
      throw new WebException(
          WebError.PLATFORM, "this Java cannot sign a certificate; use Java 25", e);
    }
  }

  @FunctionalInterface
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws CertIOException, GeneralSecurityException;
  }
}
