package dev.freehold.server.witness;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.witness.AddCheckpoint;
import dev.freehold.ledger.witness.Witness;
import dev.freehold.ledger.witness.WitnessAnswer;
import dev.freehold.server.certificates.AuthorityFile;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.health.Check;
import dev.freehold.server.health.Health;
import dev.freehold.server.health.MetricsAddress;
import dev.freehold.server.health.MetricsListener;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiListener;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A running witness. It shares nothing with any server whose logs it witnesses. */
public final class WitnessServer implements AutoCloseable {

  private static final int MAX_REQUESTS = 64;

  private final Closer closer = new Closer();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health();
  private final SharedBounds shared = SharedBounds.ofProcess();
  private final Witness witness;
  private final URI address;
  private final URI metricsUri;
  private final Optional<AuthorityFile> authorityFile;

  /**
   * How to run.
   *
   * @param folder where the key and the known heads are; made if missing
   * @param name the witness's name, a URL without scheme
   * @param logs the keys of the logs that it knows
   * @param host the DNS name by which it is reached
   * @param bindAddress the address to listen on
   * @param port the port; 0 takes a free one
   * @param isPlain whether it speaks plain HTTP, which the caller allows on loopback only
   * @param metrics where metrics are served, and to whom
   */
  public record Settings(
      Path folder,
      String name,
      List<VerifierKey> logs,
      String host,
      String bindAddress,
      int port,
      boolean isPlain,
      MetricsAddress metrics) {

    /** Copies the list. */
    public Settings {
      logs = List.copyOf(logs);
    }
  }

  /**
   * Starts to answer.
   *
   * @throws dev.freehold.server.ServerException if the folder or the address cannot be used
   * @throws dev.freehold.ledger.witness.WitnessException if what is in the folder cannot be
   */
  public static WitnessServer start(Settings settings, Clock clock) {
    return new WitnessServer(settings, clock);
  }

  private WitnessServer(Settings settings, Clock clock) {
    try {
      DataFolder folder = closer.add(DataFolder.take(settings.folder()));
      this.witness =
          Witness.open(
              folder.root(), settings.name(), settings.logs(), clock, new WitnessFigures(meters));
      boolean isSeen = !settings.isPlain() || settings.metrics().needsTls();
      Optional<LocalAuthority> authority =
          isSeen
              ? Optional.of(
                  LocalAuthority.open(folder.authority(), List.of(settings.host()), clock))
              : Optional.empty();
      authority.ifPresent(
          own -> closer.add(new Recurring("certificates", Duration.ofHours(1), own::refresh)));
      this.authorityFile = authority.filter(_ -> !settings.isPlain()).map(AuthorityFile::of);
      Optional<SSLContext> tls =
          authority.map(own -> own.serverContext(List.of(settings.host(), "127.0.0.1")));
      ListenSocket socket = closer.add(ListenSocket.bind(settings.bindAddress(), settings.port()));
      this.address =
          URI.create(
              "%s://%s:%d"
                  .formatted(
                      settings.isPlain() ? "http" : "https", settings.host(), socket.port()));
      closer.add(listen(settings, socket, tls));
      MetricsListener.Place place =
          new MetricsListener.Place(settings.metrics(), settings.host(), tls::orElseThrow);
      this.metricsUri = closer.add(MetricsListener.start(place, health, meters, shared)).uri();
      health.begin(List.of(new Check("folder", true, () -> requireWritable(folder.root()))));
    } catch (RuntimeException | Error failed) {
      // An error too: listeners that are left running would keep the process from ending.
      closer.close();
      throw failed;
    }
  }

  private ApiListener listen(Settings settings, ListenSocket socket, Optional<SSLContext> tls) {
    return ApiListener.start(
        new ApiListener.Settings(
            socket,
            settings.isPlain() ? Optional.empty() : tls,
            Optional.empty(),
            shared,
            health.readiness(),
            MAX_REQUESTS,
            WebLimits.STOP_TIMEOUT),
        List.of(
            ApiRoute.of(
                "Cosign a checkpoint",
                "POST",
                "/add-checkpoint",
                AddCheckpoint.MAX_BYTES,
                HttpLimits.SHORT_REQUEST,
                Admission.ofAnyone(),
                this::addCheckpoint)),
        (token, standing) -> {
          throw ProblemException.unauthenticated();
        },
        meters);
  }

  /** What cannot be remembered must not be cosigned. */
  private static void requireWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw new IllegalStateException("the witness's folder cannot be written");
    }
  }

  private void addCheckpoint(Exchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.body()) {
      body = in.readAllBytes();
    }
    WitnessAnswer answer = witness.add(body);
    exchange.reply(answer.status(), answer.contentType(), answer.body());
  }

  /** What others must know to trust this witness. */
  public VerifierKey verifierKey() {
    return witness.verifierKey();
  }

  /** Where logs send their checkpoints, without {@code /add-checkpoint}. */
  public URI address() {
    return address;
  }

  /** Where figures and health are shown, without a path. */
  public URI metricsUri() {
    return metricsUri;
  }

  /** The authority that logs must trust; empty for plain HTTP. */
  public Optional<AuthorityFile> authorityFile() {
    return authorityFile;
  }

  /** Stops accepting and lets requests under way finish. */
  @Override
  public void close() {
    closer.close();
  }
}
