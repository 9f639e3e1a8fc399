package dev.freehold.bench.vault;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The same requests to a vault over HTTP/1.1 and over HTTP/2 in turn, by the JDK's client, which
 * takes most of the processor time: only the ratio says anything about the server.
 */
public final class HttpVersions {

  private static final int CONNECTIONS = 16;

  private final SSLContext tls;
  private final HttpRequest request;
  private final double seconds;

  private HttpVersions(SSLContext tls, HttpRequest request, double seconds) {
    this.tls = tls;
    this.request = request;
    this.seconds = seconds;
  }

  /**
   * Expects the folder that {@link LoadedVault} wrote to, the path of a key with its query, the
   * seconds of each part and the number of rounds. The system property {@code jdk.net.hosts.file}
   * must lead the vault's name to this machine.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("https://" + Files.readString(folder.resolve("host")) + arguments[1]))
            .header("Authorization", "Bearer " + Files.readString(folder.resolve("token")))
            .build();
    HttpVersions versions =
        new HttpVersions(
            trusting(folder.resolve("ca/ca.pem")), request, Double.parseDouble(arguments[2]));
    int rounds = Integer.parseInt(arguments[3]);
    for (int round = 0; round <= rounds; round++) {
      double first = versions.rate(HttpClient.Version.HTTP_1_1);
      double second = versions.rate(HttpClient.Version.HTTP_2);
      if (round > 0) { // the first one warms the client up
        print(round, first, second);
      }
    }
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private static void print(int round, double first, double second) {
    System.out.printf(
        "round %d: get over HTTP/1.1 %.0f requests/s, over HTTP/2 %.0f; ratio %.2f%n",
        round, first, second, second / first);
  }

  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  /** Requests a second over connections each of which has one request under way. */
  private double rate(HttpClient.Version version) throws Exception {
    List<Callable<Integer>> connections = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(() -> requests(version));
      }
      int all = 0;
      for (Future<Integer> each : threads.invokeAll(connections)) {
        all += each.get();
      }
      return all / seconds;
    }
  }

  private int requests(HttpClient.Version version) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).version(version).build()) {
      send(client, version); // to be connected
      int count = 0;
      long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
      while (System.nanoTime() < end) {
        send(client, version);
        count++;
      }
      return count;
    }
  }

  private void send(HttpClient client, HttpClient.Version version) throws Exception {
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 || answer.version() != version) {
      throw new IllegalStateException(
          "expected 200 over %s, got %d over %s"
              .formatted(version, answer.statusCode(), answer.version()));
    }
  }
}
