package dev.freehold.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An exchange with a server")
class ExchangesTest {

  @TempDir Path folder;

  @Test
  @Timeout(60)
  @DisplayName("ends when the body goes on for too long, and so does its connection")
  void endlessBody() throws Exception {
    Identity identity = Identity.of(folder, "dns:localhost");
    TrustedServers trusted = new TrustedServers(new TrustFile(folder), Clock.systemUTC());
    CountDownLatch closed = new CountDownLatch(1);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
    server.createContext(
        "/first",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              TimeUnit.MILLISECONDS.sleep(20);
            }
          } catch (IOException gone) {
            closed.countDown();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    try (ExecutorService workers = Executors.newCachedThreadPool();
        Exchanges exchanges =
            new Exchanges(
                new ServerTrust(List.of(identity.authority()), trusted),
                new FirstUse(trusted),
                Pause.REAL,
                Duration.ofSeconds(3))) {
      server.setExecutor(workers);
      server.start();
      URI root = URI.create("https://localhost:%d/".formatted(server.getAddress().getPort()));
      HttpRequest request = HttpRequest.newBuilder(root).timeout(Duration.ofSeconds(30)).build();
      try {
        connect(exchanges, HttpRequest.newBuilder(root.resolve("first")).build());
        assertThatThrownBy(() -> exchanges.send(request, Optional.empty()))
            .isInstanceOfSatisfying(
                RemoteException.class, e -> assertThat(e.code()).isEqualTo("timeout"))
            .hasMessageMatching("(?s).*within \\d+ seconds.*");
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
      } finally {
        server.stop(0);
        workers.shutdownNow();
      }
    }
  }

  /** The first handshake of a process may take longer than the limit on a busy machine. */
  private static void connect(Exchanges exchanges, HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        assertThat(exchanges.send(request, Optional.empty()).status()).isEqualTo(204);
        return;
      } catch (RemoteException slow) {
        assertThat(attempt).as("attempts, the last of which %s", slow.getMessage()).isLessThan(10);
      }
    }
  }
}
