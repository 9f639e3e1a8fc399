package dev.freehold.web.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The findings about a certificate that a listener uses. Immutable. */
public final class CertificateReport {

  /** How many days before its end a certificate counts as a fault. */
  public static final int SOON_DAYS = 14;

  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final List<X509Certificate> chain;
  private final List<String> reachedBy;
  private final Instant now;

  /**
   * A report at one moment.
   *
   * @param chain the server's certificate first
   * @param reachedBy the names that clients use, also {@code *.NAME}
   */
  public CertificateReport(List<X509Certificate> chain, Collection<String> reachedBy, Instant now) {
    this.chain = List.copyOf(chain);
    this.reachedBy = List.copyOf(reachedBy);
    this.now = now;
  }

  /** Whole days until the first certificate of the chain ends; negative when one has ended. */
  public long daysLeft() {
    return Duration.between(now, end()).toDays();
  }

  private Instant end() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Subject, names, issuer and time, a line each. */
  public List<String> facts() {
    X509Certificate leaf = chain.getFirst();
    return List.of(
        "subject    " + leaf.getSubjectX500Principal().getName(),
        "names      " + String.join(", ", names()),
        "issuer     " + leaf.getIssuerX500Principal().getName(),
        "valid      %s to %s, %d days left"
            .formatted(leaf.getNotBefore().toInstant(), end(), daysLeft()),
        "chain      %d certificates, %s".formatted(chain.size(), chainEnd()));
  }

  private String chainEnd() {
    X509Certificate last = chain.getLast();
    return OwnIdentityReader.isIssuedBy(last, last)
        ? "up to its root"
        : "whose last one is issued by " + last.getIssuerX500Principal().getName();
  }

  /** What keeps clients away now, a sentence each; empty if nothing does. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!now.isBefore(end())) {
      faults.add("a certificate of the chain ended at " + end());
    }
    if (now.isBefore(chain.getFirst().getNotBefore().toInstant())) {
      faults.add("it is valid only from " + chain.getFirst().getNotBefore().toInstant());
    }
    List<String> names = names();
    reachedBy.stream()
        .filter(name -> names.stream().noneMatch(held -> covers(held, name)))
        .forEach(name -> faults.add("it is not for " + name));
    return faults;
  }

  /** What may keep some clients away, or will before long, a sentence each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (now.isBefore(end()) && daysLeft() < SOON_DAYS) {
      warnings.add("it ends in %d days; renew it".formatted(daysLeft()));
    }
    X509Certificate leaf = chain.getFirst();
    if (chain.size() == 1 && !OwnIdentityReader.isIssuedBy(leaf, leaf)) {
      warnings.add("its chain is missing: put the issuer's certificate behind it");
    }
    return warnings;
  }

  private static boolean covers(String held, String name) {
    if (held.equals(name)) {
      return true;
    }
    int dot = name.indexOf('.');
    return held.startsWith("*.")
        && dot > 0
        && !name.startsWith("*.")
        && name.substring(dot).equals(held.substring(1));
  }

  private List<String> names() {
    try {
      Collection<List<?>> alternatives = chain.getFirst().getSubjectAlternativeNames();
      return alternatives == null
          ? List.of()
          : alternatives.stream()
              .filter(name -> name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS))
              .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
              .toList();
    } catch (GeneralSecurityException malformed) {
      return List.of();
    }
  }
}
