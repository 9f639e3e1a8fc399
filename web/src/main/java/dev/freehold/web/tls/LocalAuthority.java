package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.client.Certificates;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authority of this installation, made at its first start, so that TLS is always on
 * without a bought certificate or any set-up.
 *
 * <p>Its folder holds the key (mode 0600) and {@code ca.pem}, which users add to the trust store of
 * their tools. The authority is constrained to the given domains and to loopback addresses: anyone
 * who steals its key cannot pose as another site to those who trust it.
 *
 * <p>A second authority is made in the last year of the first, or when the first does not cover a
 * domain that is needed. For {@link #OVERLAP} both are in {@code ca.pem}, while servers still use
 * certificates of the first one, where its constraints allow it; then servers switch to the second.
 * Thread-safe.
 */
public final class LocalAuthority {

  /** How long clients have to take the new {@code ca.pem} before servers go over to it. */
  public static final Duration OVERLAP = Duration.ofDays(90);

  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(365);
  private static final Logger LOG = LoggerFactory.getLogger(LocalAuthority.class);

  private final AuthorityFiles files;
  private final List<String> domains;
  private final Clock clock;
  private final X509ExtendedTrustManager trust = new NewestTrust(this::trusted);
  private volatile AuthorityFiles.Content content;
  private volatile FileStamp stamp;

  private LocalAuthority(AuthorityFiles files, List<String> domains, Clock clock) {
    this.files = files;
    this.domains = domains;
    this.clock = clock;
  }

  /**
   * Opens the authority in {@code folder}, or makes it, durably, if the folder has none.
   *
   * @param domains the domains it vouches for, each with all names below it, such as {@code
   *     localhost}
   * @throws WebException SECRET_FILE or AUTHORITY if a file is missing, damaged, expired, or
   *     readable by others
   */
  public static LocalAuthority open(Path folder, List<String> domains, Clock clock) {
    List<String> lower = domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).toList();
    LocalAuthority authority = new LocalAuthority(new AuthorityFiles(folder), lower, clock);
    authority.files.alone(
        () -> {
          if (!authority.files.exist()) {
            authority.files.makeFirst(lower, clock.instant());
          }
          authority.read();
          authority.keepUp(false);
          return authority;
        });
    return authority;
  }

  /**
   * What is in the folder, for people, a line for each authority; nothing is changed.
   *
   * @throws WebException SECRET_FILE or AUTHORITY if a file is missing, damaged, expired, or
   *     readable by others
   */
  public static List<String> describe(Path folder, Instant now) {
    AuthorityFiles.Content content = new AuthorityFiles(folder).read();
    if (content.present().isExpired(now) && content.next().isEmpty()) {
      throw expired(content.present().end());
    }
    return content.all().stream()
        .map(
            certificate ->
                "%s, valid until %s, SHA-256 %s"
                    .formatted(
                        content.use(certificate),
                        certificate.getNotAfter().toInstant(),
                        Certificates.fingerprint(certificate)))
        .toList();
  }

  /**
   * Reads the files again if another process changed them, and does what is due: a second authority
   * in the last year, and going over to it. Servers follow at their next handshake. Files that were
   * found wrong are tried again each time: a mode that is set right changes no stamp.
   */
  public void refresh() {
    boolean isDue = isNextNeeded() || isSwitchDue();
    if (isDue || !files.stamp().equals(stamp)) {
      files.alone(
          () -> {
            read();
            keepUp(false);
            return this;
          });
    }
  }

  /**
   * Makes the second authority now, if there is none.
   *
   * @param goesOver whether servers go over to it at once, not after {@link #OVERLAP}
   */
  public void renew(boolean goesOver) {
    files.alone(
        () -> {
          read();
          keepUp(true);
          if (goesOver) {
            goOver();
          }
          return this;
        });
  }

  private void read() {
    FileStamp before = files.stamp();
    content = files.read();
    if (content.present().isExpired(clock.instant()) && content.next().isEmpty()) {
      throw expired(content.present().end());
    }
    stamp = before;
  }

  private void keepUp(boolean isAsked) {
    if (isSwitchDue()) {
      goOver();
    }
    boolean isMissing = isAsked && content.next().isEmpty();
    if (isMissing || isNextNeeded()) {
      if (content.next().isPresent()) {
        goOver(); // its domains are not enough either, and there is place for two keys
      }
      files.makeNext(domains, content.all(), clock.instant());
      read();
      if (!isMissing) {
        warnOfOthers();
      }
    }
  }

  /** Nobody asked for it here, so nobody brought it to other machines either. */
  private void warnOfOthers() {
    LOG.atWarn()
        .addKeyValue("fingerprint", Certificates.fingerprint(newest().certificate()))
        .log(
            "a second local authority was made, because the first ends within a year or does not"
                + " vouch for {}; if other nodes show certificates for the same names, each has"
                + " made its own, and clients that trust one of them will not trust the others:"
                + " bring ca-next.key and ca.key, then ca.pem, from the folder {} to the other"
                + " nodes",
            domains,
            files.certificateFile().getParent());
  }

  private void goOver() {
    files.goOver();
    read();
  }

  private boolean isNextNeeded() {
    List<ServerName> names = domains.stream().map(ServerName::parse).toList();
    AuthorityKey newest = newest();
    boolean isOld = !clock.instant().isBefore(newest.end().minus(RENEWED_BEFORE_END));
    return isOld || !newest.vouchesFor(names);
  }

  private boolean isSwitchDue() {
    return content.next().isPresent() && !clock.instant().isBefore(switchesAt());
  }

  private AuthorityKey newest() {
    return content.next().orElse(content.present());
  }

  /** When servers go over at the latest; an authority that ends sooner is left sooner. */
  private Instant switchesAt() {
    Instant after = newest().begin().plus(OVERLAP);
    Instant end = content.present().end();
    return after.isBefore(end) ? after : end;
  }

  /** What is to come, if a second authority stands beside the first: when servers go over to it. */
  public Optional<Instant> goesOverAt() {
    return content.next().map(_ -> switchesAt());
  }

  /** The certificates that clients trust, newest first: of one authority, or of several. */
  public String certificatePem() {
    return trusted().stream().map(Pem::ofCertificate).collect(Collectors.joining());
  }

  private List<X509Certificate> trusted() {
    return content.all();
  }

  /** The {@link Certificates#fingerprint fingerprint} of the authority that servers show. */
  public String fingerprint() {
    return Certificates.fingerprint(
        issuerFor(domains.stream().map(ServerName::parse).toList()).certificate());
  }

  /** The same of the one that servers go over to, if a second one stands beside the first. */
  public String newestFingerprint() {
    return Certificates.fingerprint(newest().certificate());
  }

  /** Where {@link #certificatePem} is on disk. */
  public Path certificateFile() {
    return files.certificateFile();
  }

  /**
   * What a server shows that is reached by {@code names}: DNS names, {@code *.NAME}, IP addresses.
   * The certificate is renewed at the first handshake in the last third of its 90 days.
   *
   * @throws WebException INVALID or AUTHORITY if a name is malformed or outside the domains
   */
  public TlsIdentity identity(Collection<String> names) {
    List<ServerName> parsed = names.stream().map(ServerName::parse).toList();
    return new IssuedIdentity(this, parsed, clock);
  }

  /** TLS for such a server. */
  public SSLContext serverContext(Collection<String> names) {
    return identity(names).serverContext();
  }

  /** A context for clients that trusts servers of this authority and no others. */
  public SSLContext clientContext() {
    return Certificates.context(trust);
  }

  /** Trusts servers of this authority and no others, also after it was renewed. */
  public X509ExtendedTrustManager trust() {
    return trust;
  }

  /** The first one until its time is over, where it vouches for the names; else the second. */
  AuthorityKey issuerFor(List<ServerName> names) {
    AuthorityFiles.Content now = content;
    AuthorityKey chosen =
        now.present().vouchesFor(names) ? now.present() : now.next().orElse(now.present());
    if (!chosen.vouchesFor(names)) {
      throw new WebException(
          WebError.AUTHORITY,
          "the local authority vouches for %s and loopback addresses only, not for %s"
                  .formatted(domains, names)
              + "; use a certificate of your own for them");
    }
    if (chosen.isExpired(clock.instant())) {
      throw expired(chosen.end());
    }
    return chosen;
  }

  private static WebException expired(Instant end) {
    return new WebException(
        WebError.AUTHORITY,
        "the local authority expired at %s; remove its folder to make another, and have clients"
                .formatted(end)
            + " trust the new ca.pem");
  }
}
