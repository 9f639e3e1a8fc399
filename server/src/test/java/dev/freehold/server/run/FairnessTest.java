package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Rows 62 to 64 of the fault matrix, against one running server with all its listeners.
 *
 * @see SlowClientsMemoryTest what the same attacks cost in memory
 */
@DisplayName("While somebody is slow on purpose")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class FairnessTest {

  private static final Logger LOG = LoggerFactory.getLogger(FairnessTest.class);

  private static final int SILENT_SOCKETS = 1_500;
  private static final int SLOW_UPLOADS = 200;
  private static final int STALLED_BODIES = 12;
  private static final int STALLED_BYTES = 14_500_000;
  private static final int PROBES = 40;

  /** The target is 1 s; a busy machine that builds something else shall not fail this. */
  private static final Duration COARSE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member slow;
  private Member other;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    slow = Member.of(server, contoso, "GLOBAL_ADMIN");
    other = Member.of(server, fabrikam, "GLOBAL_ADMIN");
  }

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  @AfterAll
  void stop() {
    other.close();
    slow.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private Map<String, Integer> listeners() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("api", server.apiUri().getPort());
    ports.put("vaults", server.vaults().port());
    ports.put("s3", server.s3Uri().getPort());
    return ports;
  }

  @Test
  void fault62_socketsThatSayNothingKeepNobodyOutOfAnyListener() throws Exception {
    for (Map.Entry<String, Integer> listener : listeners().entrySet()) {
      int port = listener.getValue();
      Callable<String> probe = () -> askOnce(port);
      Duration quiet = p99(probe);
      for (int i = 0; i < SILENT_SOCKETS; i++) {
        connect("127.0.0." + (2 + i % 3), port).getOutputStream().write(0x16);
      }
      for (int i = 0; i < 50; i++) {
        write(tls("127.0.0.5", port), "GET / HTTP/1.1\r\nX-Slow: ");
      }
      Duration attacked = p99(probe);
      LOG.warn("row 62, {}: p99 {} ms, attacked {} ms", listener.getKey(), ms(quiet), ms(attacked));
      assertThat(attacked).isLessThan(COARSE);
    }
  }

  @Test
  void fault63_uploadsOfOneTenantThatCreepLeaveOthersServedAndAreCut() throws Exception {
    assertThat(slow.send("POST", "/api/v1/sites", Map.of("name", "creeping")).status())
        .isBetween(200, 204);
    TestS3 key = TestS3.of(slow);
    try (S3Client served = TestS3.of(other).client(server);
        S3Client own = key.client(server)) {
      own.listBuckets();
      Duration quiet = p99(() -> served.listBuckets().toString());
      List<SSLSocket> creeping = new ArrayList<>();
      for (int i = 0; i < SLOW_UPLOADS; i++) {
        SSLSocket socket = tls("127.0.0.2", server.s3Uri().getPort());
        write(socket, upload(key, "creeping", "document-" + i));
        creeping.add(socket);
      }
      Duration attacked = p99(() -> served.listBuckets().toString());
      LOG.warn("row 63: p99 {} ms, attacked {} ms", ms(quiet), ms(attacked));
      assertThat(attacked).isLessThan(COARSE);
      assertThat(answerTo(creeping.getFirst(), "x")).containsAnyOf("RequestTimeout", "SlowDown");
    }
  }

  private String upload(TestS3 key, String bucket, String name) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create("https://127.0.0.1:" + server.s3Uri().getPort()))
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
            .build()) {
      URI link =
          URI.create(
              presigner
                  .presignPutObject(
                      sign ->
                          sign.signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(put -> put.bucket(bucket).key(name)))
                  .url()
                  .toString());
      return "PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000\r\n\r\nx"
          .formatted(link.getRawPath(), link.getRawQuery(), link.getAuthority());
    }
  }

  @Test
  void fault64_whileLargeBodiesStallOthersAreServed() throws Exception {
    Duration quiet = p99(() -> other.get("/api/v1/workloads").body().toString());
    String token = slow.token(server, "api://freehold/.default");
    String block = " ".repeat(500_000);
    List<SSLSocket> stalled = new ArrayList<>();
    for (int i = 0; i < STALLED_BODIES; i++) {
      SSLSocket socket = tls("127.0.0.2", server.apiUri().getPort());
      stalled.add(socket);
      write(
          socket,
          """
          POST /api/v1/migration-batches HTTP/1.1
          Host: %s
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d

          """
              .replace("\n", "\r\n")
              .formatted(server.apiUri().getAuthority(), token, STALLED_BYTES + 1));
      Thread.ofVirtual().start(() -> fill(socket, block));
    }
    Duration attacked = p99(() -> other.get("/api/v1/workloads").body().toString());
    LOG.warn("row 64: p99 {} ms, attacked {} ms", ms(quiet), ms(attacked));
    assertThat(attacked).isLessThan(COARSE);
    List<String> answers = new ArrayList<>();
    for (SSLSocket socket : stalled) {
      answers.add(read(socket));
    }
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).containsAnyOf(" 503 ", " 408 "))
        .anySatisfy(answer -> assertThat(answer).contains(" 503 ").contains("Retry-After: "));
  }

  private static void fill(SSLSocket socket, String block) {
    try {
      for (int sent = 0; sent < STALLED_BYTES; sent += block.length()) {
        write(socket, block);
      }
    } catch (IOException refused) {
      LOG.debug("a body was refused on its way", refused);
    }
  }

  /** One request on a connection of its own, as a newcomer sends it. */
  private String askOnce(int port) throws IOException {
    try (SSLSocket socket = tls("127.0.0.9", port)) {
      write(socket, "GET / HTTP/1.1\r\nHost: a.localhost\r\nConnection: close\r\n\r\n");
      String answer = read(socket);
      assertThat(answer).startsWith("HTTP/1.1 ");
      return answer;
    }
  }

  private static Duration p99(Callable<String> request) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      long start = AwakeTime.nanos();
      request.call();
      nanos.add(AwakeTime.nanos() - start);
    }
    Collections.sort(nanos);
    return Duration.ofNanos(nanos.get(PROBES * 99 / 100));
  }

  private static long ms(Duration time) {
    return time.toMillis();
  }

  private static String answerTo(SSLSocket socket, String more) throws Exception {
    socket.setSoTimeout(1_000);
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < endNanos) {
      try {
        write(socket, more);
        return read(socket);
      } catch (SocketTimeoutException notYet) {
        LOG.trace("no answer yet", notYet);
      }
    }
    throw new AssertionError("no answer within " + PATIENCE);
  }

  private static String read(Socket socket) throws IOException {
    if (socket.getSoTimeout() == 0) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
    }
    byte[] buffer = new byte[8192];
    StringBuilder all = new StringBuilder();
    int count = socket.getInputStream().read(buffer);
    all.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.US_ASCII));
    return all.toString();
  }

  private Socket connect(String from, int port) throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private SSLSocket tls(String from, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            server
                .clientTls()
                .getSocketFactory()
                .createSocket(connect(from, port), "127.0.0.1", port, true);
    open.add(socket);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
