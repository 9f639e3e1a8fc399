package dev.freehold.server.certificates;

import dev.freehold.server.AllWorks;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Recurring;
import dev.freehold.web.tls.CertificateFiles;
import dev.freehold.web.tls.CertificateReport;
import dev.freehold.web.tls.LocalAuthority;
import dev.freehold.web.tls.OwnIdentity;
import dev.freehold.web.tls.TlsIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of this process's listeners: issued by the local authority, or the operator's
 * own files, which are checked for changes every few seconds. Thread-safe.
 */
public final class ListenerCertificates {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerCertificates.class);
  private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(4);
  private static final String LOOPBACK = "127.0.0.1";

  private final LocalAuthority authority;
  private final List<Shown> listeners;
  private final Clock clock;

  /**
   * What one listener shows.
   *
   * @param listener its name
   * @param reachedBy by which names its clients reach it
   */
  private record Shown(String listener, TlsIdentity identity, List<String> reachedBy) {}

  private ListenerCertificates(LocalAuthority authority, List<Shown> listeners, Clock clock) {
    this.authority = authority;
    this.listeners = listeners;
    this.clock = clock;
    listeners.forEach(this::tell);
  }

  /** The certificates of the service with its vaults. */
  public static ListenerCertificates ofService(ServerSettings settings, Path folder, Clock clock) {
    LocalAuthority authority =
        LocalAuthority.open(folder, ListenerNames.domainsOfService(settings), clock);
    ServerSettings.Certificates own = settings.certificates();
    List<Shown> listeners =
        new ArrayList<>(
            List.of(
                shown(authority, ListenerNames.API, ListenerNames.api(settings), own.api()),
                shown(authority, ListenerNames.VAULT, ListenerNames.vault(settings), own.vault()),
                shown(authority, ListenerNames.S3, ListenerNames.s3(settings), own.s3())));
    if (settings.showsMailCertificate()) {
      listeners.add(shown(authority, ListenerNames.IMAP, ListenerNames.imap(settings), own.imap()));
    }
    return new ListenerCertificates(authority, List.copyOf(listeners), clock);
  }

  /** The certificates of vaults that run alone. */
  public static ListenerCertificates ofVaults(ServerSettings settings, Path folder, Clock clock) {
    LocalAuthority authority =
        LocalAuthority.open(folder, ListenerNames.domainsOfVaults(settings), clock);
    return new ListenerCertificates(
        authority,
        List.of(
            shown(
                authority,
                ListenerNames.VAULT,
                ListenerNames.vault(settings),
                settings.certificates().vault())),
        clock);
  }

  private static Shown shown(
      LocalAuthority authority,
      String listener,
      List<String> reachedBy,
      Optional<CertificateFiles> own) {
    TlsIdentity identity =
        own.<TlsIdentity>map(files -> new OwnIdentity(listener, files))
            .orElseGet(
                () ->
                    authority.identity(
                        Stream.concat(reachedBy.stream(), Stream.of(LOOPBACK)).toList()));
    return new Shown(listener, identity, reachedBy);
  }

  private void tell(Shown shown) {
    CertificateReport report = report(shown);
    Stream.concat(report.faults().stream(), report.warnings().stream())
        .forEach(
            fault ->
                LOG.atWarn()
                    .addKeyValue("listener", shown.listener())
                    .log("the certificate of {}: {}", shown.listener(), fault));
  }

  private CertificateReport report(Shown shown) {
    return new CertificateReport(shown.identity().chain(), shown.reachedBy(), clock.instant());
  }

  /** The local authority's certificate, if clients of any listener need it. */
  public Optional<AuthorityFile> authorityFile() {
    return needed().map(AuthorityFile::of);
  }

  /** The fingerprint of the newest local authority, if clients of any listener need one. */
  public Optional<String> newestAuthority() {
    return needed().map(LocalAuthority::newestFingerprint);
  }

  private Optional<LocalAuthority> needed() {
    return listeners.stream().allMatch(shown -> shown.identity() instanceof OwnIdentity)
        ? Optional.empty()
        : Optional.of(authority);
  }

  /** What a listener shows; a name of {@link ListenerNames} that this process has. */
  public TlsIdentity of(String listener) {
    return listeners.stream()
        .filter(shown -> shown.listener().equals(listener))
        .map(Shown::identity)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Begins to look for new certificates; the closer ends it.
   *
   * @param listener whose clients are told when they are to trust others
   * @param tellClients gets the authorities as PEM
   */
  public Recurring watch(String listener, Consumer<String> tellClients) {
    return new Recurring("certificates", LOOKED_AT_EVERY, look(listener, tellClients));
  }

  /** What is done at each look. Clients who could not be told are told at the next one. */
  Runnable look(String listener, Consumer<String> tellClients) {
    AtomicReference<String> told = new AtomicReference<>(of(listener).authorityPem());
    List<Runnable> works = new ArrayList<>();
    works.add(authority::refresh);
    listeners.forEach(shown -> works.add(shown.identity()::refresh));
    works.add(
        () -> {
          String now = of(listener).authorityPem();
          if (!now.equals(told.get())) {
            tellClients.accept(now);
            told.set(now);
          }
        });
    return new AllWorks(works);
  }

  /** Whether nothing that is shown keeps clients away, and nothing in the files is unusable. */
  private boolean areGood() {
    return listeners.stream().allMatch(shown -> faults(shown) == 0);
  }

  private int faults(Shown shown) {
    return report(shown).faults().size() + (shown.identity().fault().isPresent() ? 1 : 0);
  }

  /** For the health check. */
  public void requireGood() {
    if (!areGood()) {
      throw new IllegalStateException("a certificate is not in order; see freehold.certificate");
    }
  }

  /** Shows figures of all listeners. */
  public void show(MeterRegistry meters) {
    for (Shown shown : listeners) {
      Gauge.builder("freehold.certificate.left", () -> report(shown).daysLeft())
          .tag("listener", shown.listener())
          .baseUnit("days")
          .description("Whole days until the certificate that is shown, or its chain, ends")
          .register(meters);
      Gauge.builder("freehold.certificate.faults", () -> faults(shown))
          .tag("listener", shown.listener())
          .description("What is wrong with the certificate, or with a newer one in its files")
          .register(meters);
    }
  }
}
