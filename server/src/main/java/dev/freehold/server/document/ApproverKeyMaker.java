package dev.freehold.server.document;

import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.custody.identity.User;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes key pairs for approvers who sign here. Each gets its own certificate authority, which
 * issues one certificate and whose key is then destroyed: if an authority stayed, the server could
 * make a second certificate for the same person. There is an authority at all because programs that
 * verify signatures want one to trust.
 */
public final class ApproverKeyMaker {

  private static final ASN1ObjectIdentifier DOCUMENT_SIGNING =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36");
  private static final String ALGORITHM = "SHA256withECDSA";

  private final Clock clock;

  /** Certificates begin at the time of {@code clock}. */
  public ApproverKeyMaker(Clock clock) {
    this.clock = clock;
  }

  /** A new key pair of the person's. */
  public IssuedKey make(User person) {
    try {
      KeyPair authority = pair();
      KeyPair own = pair();
      X500Name issuer =
          new X500NameBuilder(BCStyle.INSTANCE)
              .addRDN(BCStyle.CN, "Freehold signing key")
              .addRDN(BCStyle.SERIALNUMBER, UUID.randomUUID().toString())
              .build();
      X509Certificate anchor = anchor(issuer, authority);
      return new IssuedKey(
          own.getPrivate(), own(issuer, authority, name(person), own), List.of(anchor));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("every JDK makes EC keys", e);
    }
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509Certificate anchor(X500Name name, KeyPair pair)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder = builder(name, name, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return build(builder, pair);
  }

  private X509Certificate own(X500Name issuer, KeyPair authority, X500Name name, KeyPair pair)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder = builder(issuer, name, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    // For documents, and for mail, which is what most programs ask for instead.
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {
              KeyPurposeId.getInstance(DOCUMENT_SIGNING), KeyPurposeId.id_kp_emailProtection
            }));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublic()));
    return build(builder, authority);
  }

  private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name name, KeyPair pair)
      throws GeneralSecurityException, CertIOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial(),
            Date.from(now),
            Date.from(now.plus(DocumentLimits.CERTIFICATE_VALIDITY)),
            name,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private static X509Certificate build(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(ALGORITHM).build(signer.getPrivate())));
  }

  private static X500Name name(User person) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, person.identity().displayName())
        .addRDN(BCStyle.SERIALNUMBER, person.identity().objectId().toString())
        .addRDN(BCStyle.OU, person.identity().tenantId().toString())
        .build();
  }

  private static BigInteger serial() {
    return new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
  }
}
