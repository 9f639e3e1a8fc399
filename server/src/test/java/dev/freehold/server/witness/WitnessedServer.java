package dev.freehold.server.witness;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.health.MetricsAddress;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A server with one tenant, which is started again and again on a folder or a copy of it. */
final class WitnessedServer implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final FreeholdServer server;
  private final Connection tenant;
  private final ApiClient client;

  private WitnessedServer(FreeholdServer server, Connection tenant) {
    this.server = server;
    this.tenant = tenant;
    this.client = new ApiClient(tenant, Clock.systemUTC());
  }

  /** Makes the server and its tenant, without a witness. */
  static WitnessedServer first(Path data) throws IOException {
    FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
    try (BareTenant tenant = BareTenant.create(server, "contoso")) {
      return new WitnessedServer(server, tenant.connection());
    }
  }

  /** Starts the server with witnesses, on any folder that has the tenant. */
  static WitnessedServer again(Path data, Connection tenant, String witnesses) {
    FreeholdServer server =
        TestServer.start(
            data,
            Clock.systemUTC(),
            Map.of("ledger.witnesses", witnesses, "ledger.checkpoint-seconds", "1"));
    return new WitnessedServer(server, tenant.movedTo(server.apiUri(), server.authorityPem()));
  }

  Connection tenant() {
    return tenant;
  }

  UUID tenantId() {
    return UUID.fromString(tenant.tenant());
  }

  ApiClient client() {
    return client;
  }

  VerifierKey logKey() throws IOException {
    return VerifierKey.parse(client.get("/api/v1/ledger/key").path("log").asText());
  }

  SignedNote checkpoint() throws IOException {
    return SignedNote.parse(new RemoteLog(client, LogKind.SERVICE, true).checkpoint());
  }

  /** Makes the log longer. */
  void act(String geo) throws IOException {
    client.post("/api/v1/geos", Map.of("code", geo));
  }

  /** Waits until the present head is cosigned by the witness. */
  SignedNote awaitCosigned(VerifierKey witness) {
    AtomicReference<SignedNote> head = new AtomicReference<>();
    await(
        () -> {
          head.set(checkpoint());
          return head.get().cosignedAt(witness).isPresent();
        });
    return head.get();
  }

  /** The state of the witnesses in the health of the server. */
  String witnesses() throws IOException {
    return Monitoring.part(server.metricsUri(), "witnesses");
  }

  /** Where the figures of the server are. */
  URI metricsUri() {
    return server.metricsUri();
  }

  /** Where those of a witness may be: on a free port of this machine. */
  static MetricsAddress metrics() {
    return new MetricsAddress(InetAddress.getLoopbackAddress(), 0, Optional.empty());
  }

  static void await(Callable<Boolean> condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("the condition did not become true in time");
        }
        LockSupport.parkNanos(1_000_000);
      }
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Copies a data folder whose server is closed. */
  static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
