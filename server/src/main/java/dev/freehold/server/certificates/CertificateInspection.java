package dev.freehold.server.certificates;

import dev.freehold.server.config.ServerSettings;
import dev.freehold.web.WebException;
import dev.freehold.web.tls.CertificateFiles;
import dev.freehold.web.tls.CertificateReport;
import dev.freehold.web.tls.LocalAuthority;
import dev.freehold.web.tls.OwnIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the configured certificates, whether or not a server runs. */
public final class CertificateInspection {

  private static final String LOCAL = "certificate of the local authority, for ";

  private final ServerSettings settings;
  private final Path folder;
  private final boolean isOfVaults;
  private final Clock clock;

  /**
   * For the server that these settings describe, or for vaults that run alone.
   *
   * @param folder the local authority's
   */
  public CertificateInspection(
      ServerSettings settings, Path folder, boolean isOfVaults, Clock clock) {
    this.settings = settings;
    this.folder = folder;
    this.isOfVaults = isOfVaults;
    this.clock = clock;
  }

  /**
   * The result for one listener or authority.
   *
   * @param listener the listener, or the authority
   * @param facts the facts about its certificate, a line each
   * @param warnings what may prevent some clients from connecting, or will before long
   * @param faults what prevents clients from connecting, or the server from starting
   */
  public record Finding(
      String listener, List<String> facts, List<String> warnings, List<String> faults) {}

  /** One for each listener, and one for the local authority if there is one. */
  public List<Finding> findings() {
    ServerSettings.Certificates own = settings.certificates();
    List<Finding> findings = new ArrayList<>();
    if (!isOfVaults) {
      findings.add(of(ListenerNames.API, ListenerNames.api(settings), own.api()));
    }
    findings.add(of(ListenerNames.VAULT, ListenerNames.vault(settings), own.vault()));
    if (!isOfVaults) {
      findings.add(of(ListenerNames.S3, ListenerNames.s3(settings), own.s3()));
    }
    if (!isOfVaults && settings.showsMailCertificate()) {
      findings.add(of(ListenerNames.IMAP, ListenerNames.imap(settings), own.imap()));
    }
    if (exists()) {
      findings.add(authority());
    }
    return findings;
  }

  private Finding of(String listener, List<String> names, Optional<CertificateFiles> own) {
    if (own.isEmpty()) {
      return new Finding(listener, List.of(LOCAL + String.join(", ", names)), List.of(), List.of());
    }
    try {
      CertificateReport report =
          new CertificateReport(
              new OwnIdentity(listener, own.get()).chain(), names, clock.instant());
      return new Finding(listener, report.facts(), report.warnings(), report.faults());
    } catch (WebException unusable) {
      return new Finding(listener, List.of(), List.of(), List.of(unusable.getMessage()));
    }
  }

  private Finding authority() {
    String name = "local authority";
    try {
      return new Finding(
          name, LocalAuthority.describe(folder, clock.instant()), List.of(), List.of());
    } catch (WebException unusable) {
      return new Finding(name, List.of(), List.of(), List.of(unusable.getMessage()));
    }
  }

  private boolean exists() {
    return Files.exists(folder.resolve("ca.pem"));
  }

  /**
   * Renews the local authority; empty if there is none.
   *
   * @param goesOver whether servers go over to the new one at once
   * @return when they do; empty inside for now
   */
  public Optional<Optional<Instant>> renew(boolean goesOver) {
    if (!exists()) {
      return Optional.empty();
    }
    List<String> domains =
        isOfVaults
            ? ListenerNames.domainsOfVaults(settings)
            : ListenerNames.domainsOfService(settings);
    LocalAuthority authority = LocalAuthority.open(folder, domains, clock);
    authority.renew(goesOver);
    return Optional.of(authority.goesOverAt());
  }
}
