package dev.freehold.server.document;

import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.custody.identity.User;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
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
 * Makes key pairs for approvers who sign here. Each signs its own certificate: with an authority of
 * the server's, the server could make a second certificate for the same person.
 */
final class ApproverKeyMaker {

  private static final ASN1ObjectIdentifier DOCUMENT_SIGNING =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36");

  private final Clock clock;

  ApproverKeyMaker(Clock clock) {
    this.clock = clock;
  }

  IssuedKey make(User person) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return issue(generator.generateKeyPair(), person);
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("every JDK makes EC keys", e);
    }
  }

  private IssuedKey issue(KeyPair pair, User person)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    X500Name name = name(person);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial(),
            Date.from(now),
            Date.from(now.plus(DocumentLimits.CERTIFICATE_VALIDITY)),
            name,
            pair.getPublic());
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(KeyPurposeId.getInstance(DOCUMENT_SIGNING)));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(pair.getPublic()));
    return new IssuedKey(
        pair.getPrivate(),
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
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
