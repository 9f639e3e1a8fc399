package dev.freehold.web.tls;

import dev.freehold.web.tls.CertificateFactory.Validity;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** One authority that can sign: its key and its certificate. */
record AuthorityKey(PrivateKey key, X509Certificate certificate) {

  private static final Duration SERVER_LIFE = Duration.ofDays(90);
  static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /** Tells whether its name constraints let a certificate for all of {@code names} through. */
  boolean vouchesFor(List<ServerName> names) {
    byte[] constraints = certificate.getExtensionValue(Extension.nameConstraints.getId());
    if (constraints == null) {
      return true;
    }
    List<String> domains = domains(constraints);
    return names.stream().allMatch(name -> name.isWithin(domains));
  }

  private static List<String> domains(byte[] extension) {
    try {
      GeneralSubtree[] permitted =
          NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
              .getPermittedSubtrees();
      return Arrays.stream(permitted)
          .map(GeneralSubtree::getBase)
          .filter(base -> base.getTagNo() == GeneralName.dNSName)
          .map(base -> base.getName().toString())
          .toList();
    } catch (IOException malformed) {
      return List.of();
    }
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(end());
  }

  Instant begin() {
    return certificate.getNotBefore().toInstant();
  }

  Instant end() {
    return certificate.getNotAfter().toInstant();
  }

  ShownCertificate issue(List<ServerName> names, Instant now) {
    KeyPair keys = CertificateFactory.newKeyPair();
    Instant wished = now.plus(SERVER_LIFE);
    Validity validity =
        new Validity(now.minus(CLOCK_SKEW), wished.isBefore(end()) ? wished : end());
    X509Certificate issued =
        CertificateFactory.server(
            keys.getPublic(),
            certificate,
            key,
            names.stream().map(ServerName::asn1).toList(),
            validity);
    return new ShownCertificate(keys.getPrivate(), List.of(issued, certificate));
  }
}
