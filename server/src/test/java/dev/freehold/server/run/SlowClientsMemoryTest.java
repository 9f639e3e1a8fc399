package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows 62 and 64 of the fault matrix: what the attacks of {@link FairnessTest} cost in memory.
 *
 * <p>The heap is one for all tests of a process, so nothing runs beside these.
 */
@DisplayName("The memory that slow clients take")
@Isolated("it measures time or memory")
class SlowClientsMemoryTest {

  private static final Logger LOG = LoggerFactory.getLogger(SlowClientsMemoryTest.class);

  private static final int SILENT_SOCKETS = 1_500;
  private static final int SLOW_HEADERS = 50;
  private static final int STALLED_BODIES = 12;
  private static final int STALLED_BYTES = 14_500_000;

  /** Both ends of each connection are in this heap, 56 MiB when this was written. */
  private static final long ALL_SOCKETS_HEAP_BYTES = 100L << 20;

  /** Two stalled bodies have room. All of them would take 166 MiB. */
  private static final long BODIES_HEAP_BYTES = 64L << 20;

  /** A server makes who finds no room wait for 10 s before it refuses. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<AutoCloseable> open = new ArrayList<>();
  private FreeholdServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    open.add(server);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void fault62_socketsThatSayNothingTakeABoundedMemoryAtAllListeners() throws IOException {
    List<Integer> ports =
        List.of(server.apiUri().getPort(), server.vaults().port(), server.s3Uri().getPort());
    long before = usedHeapBytes();
    for (int port : ports) {
      for (int i = 0; i < SILENT_SOCKETS; i++) {
        Socket socket =
            new Socket(
                InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address(i)), 0);
        open.add(socket);
        socket.getOutputStream().write(0x16);
      }
      for (int i = 0; i < SLOW_HEADERS; i++) {
        connect("127.0.0.5", port).send("GET / HTTP/1.1\r\nX-Slow: ");
      }
    }
    assertGrowth("row 62", before, ALL_SOCKETS_HEAP_BYTES);
  }

  /** Less than one address may open alone. */
  private static String address(int i) {
    return "127.0.0." + (2 + i % 3);
  }

  @Test
  void fault64_largeBodiesThatStallTakeABoundedMemory() throws Exception {
    String request;
    try (TestTenant contoso = TestTenant.create(server, "contoso");
        Member member = Member.of(server, contoso, "GLOBAL_ADMIN")) {
      request =
          """
          POST /api/v1/migration-batches HTTP/1.1
          Host: %s
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d

          """
              .replace("\n", "\r\n")
              .formatted(
                  server.apiUri().getAuthority(),
                  member.token(server, "api://freehold/.default"),
                  STALLED_BYTES + 1);
    }
    long before = usedHeapBytes();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < STALLED_BODIES; i++) {
      TlsText client = connect("127.0.0.2", server.apiUri().getPort());
      client.send(request);
      senders.add(Thread.ofVirtual().start(() -> fill(client)));
    }
    for (Thread sender : senders) {
      assertThat(sender.join(PATIENCE)).isTrue();
    }
    assertGrowth("row 64", before, BODIES_HEAP_BYTES);
  }

  /** Sends all but the last byte, or what the server takes before it refuses. */
  private static void fill(TlsText client) {
    String block = " ".repeat(500_000);
    try {
      for (int sent = 0; sent < STALLED_BYTES; sent += block.length()) {
        client.send(block);
      }
    } catch (IOException refused) {
      LOG.debug("a body was refused on its way", refused);
    }
  }

  private TlsText connect(String from, int port) throws IOException {
    TlsText client = TlsText.connect(server.clientTls(), from, port);
    open.add(client);
    return client;
  }

  private static void assertGrowth(String row, long beforeBytes, long boundBytes) {
    long more = usedHeapBytes() - beforeBytes;
    LOG.warn("{}: heap grew by {} KiB, that of the attackers included", row, more >> 10);
    assertThat(more).isLessThan(boundBytes);
  }

  private static long usedHeapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
