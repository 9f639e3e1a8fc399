package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.files.StateFile;
import dev.freehold.web.tls.CertificateFactory.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A certificate authority of this installation, made at its first start, so that TLS is always on
 * without anything bought or typed.
 *
 * <p>Its folder holds {@code ca.key} (mode 0600) and {@code ca.pem}, which users add to the trust
 * store of their tools. The authority is constrained to the given domains and to loopback
 * addresses: whoever steals its key cannot pose as another site to those who trust it. Thread-safe.
 */
public final class LocalAuthority {

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(90);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final X500Name NAME = new X500Name("CN=Freehold local authority");

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Path certificateFile;
  private final List<String> domains;
  private final Clock clock;

  private LocalAuthority(
      PrivateKey key, X509Certificate certificate, Path file, List<String> domains, Clock clock) {
    this.key = key;
    this.certificate = certificate;
    this.certificateFile = file;
    this.domains = domains;
    this.clock = clock;
  }

  /**
   * Opens the authority in {@code folder}, or makes it, durably, if the folder has none.
   *
   * @param domains the domains it may vouch for, each with all names below it, such as {@code
   *     localhost}; used when it is made, and checked before a certificate is issued
   * @throws WebException SECRET_FILE or AUTHORITY if a file is missing, damaged, expired, or
   *     readable by others
   */
  public static LocalAuthority open(Path folder, List<String> domains, Clock clock) {
    List<String> lower = domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).toList();
    StateFile keyFile = StateFile.secret(folder.resolve("ca.key"));
    Path certificatePath = folder.resolve("ca.pem");
    StateFile certificateFile = StateFile.readable(certificatePath);
    if (!certificateFile.exists()) {
      make(keyFile, certificateFile, lower, clock);
    }
    X509Certificate certificate = Pem.toCertificate(certificateFile.read());
    requireNotExpired(certificate, clock.instant());
    PrivateKey key = readKey(keyFile);
    return new LocalAuthority(key, certificate, certificatePath, lower, clock);
  }

  /** The authority's certificate, for others to trust. */
  public String certificatePem() {
    return Pem.ofCertificate(certificate);
  }

  /**
   * The SHA-256 digest of the certificate, as 32 pairs of capital hexadecimal digits between
   * colons.
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Where {@link #certificatePem} is on disk. */
  public Path certificateFile() {
    return certificateFile;
  }

  /**
   * A context for a server that is reached by {@code names}: DNS names, {@code *.NAME}, IP
   * addresses. The certificate is renewed at the first handshake in the last third of its 90 days.
   *
   * @throws WebException INVALID or AUTHORITY if a name is malformed or outside the domains
   */
  public SSLContext serverContext(Collection<String> names) {
    List<ServerName> parsed = names.stream().map(ServerName::parse).toList();
    parsed.forEach(name -> name.requireWithin(domains));
    List<GeneralName> subjects = parsed.stream().map(ServerName::asn1).toList();
    RenewingKeyManager manager = new RenewingKeyManager(keys -> issue(keys, subjects), clock);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {manager}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new WebException(WebError.PLATFORM, "this Java has no TLS; use Java 25", e);
    }
  }

  /** A context for clients that trusts servers of this authority and no others. */
  public SSLContext clientContext() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("freehold", certificate);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new WebException(WebError.PLATFORM, "this Java has no TLS; use Java 25", e);
    }
  }

  private List<X509Certificate> issue(KeyPair keys, List<GeneralName> subjects) {
    Instant now = clock.instant();
    requireNotExpired(certificate, now);
    Instant end = now.plus(SERVER_LIFE);
    Instant last = certificate.getNotAfter().toInstant();
    Validity validity = new Validity(now.minus(CLOCK_SKEW), end.isBefore(last) ? end : last);
    X509Certificate issued =
        CertificateFactory.server(keys.getPublic(), certificate, key, subjects, validity);
    return List.of(issued, certificate);
  }

  /** The key goes first: a certificate on disk always has its key. */
  private static void make(
      StateFile keyFile, StateFile certificateFile, List<String> domains, Clock clock) {
    KeyPair keys = CertificateFactory.newKeyPair();
    byte[] pem = Pem.ofPrivateKey(keys.getPrivate());
    try {
      keyFile.write(pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
    Instant now = clock.instant();
    Validity validity = new Validity(now.minus(CLOCK_SKEW), now.plus(AUTHORITY_LIFE));
    X509Certificate certificate = CertificateFactory.authority(keys, NAME, domains, validity);
    certificateFile.write(Pem.ofCertificate(certificate).getBytes(StandardCharsets.US_ASCII));
  }

  private static PrivateKey readKey(StateFile file) {
    byte[] pem = file.read();
    try {
      return Pem.toEcPrivateKey(pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static void requireNotExpired(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (!now.isBefore(end)) {
      throw new WebException(
          WebError.AUTHORITY,
          "the local authority expired at %s; remove its folder to make another, and have clients"
                  .formatted(end)
              + " trust the new ca.pem");
    }
  }
}
