package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerThreadsTest {

  private static final int CLIENTS = 32;
  private static final int WAITING = 1_000;

  @TempDir Path folder;
  private TestListener listener;

  @BeforeEach
  void start() {
    listener = TestListener.start(folder, HttpTimeouts.DEFAULT, new TestService(200, _ -> name()));
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] name() {
    Thread thread = Thread.currentThread();
    return TestService.text(thread.isVirtual() + " " + thread.getName());
  }

  @Test
  @DisplayName("Each client's request has a virtual thread of its own, so none runs after another")
  void ownThread() throws IOException {
    List<TlsText> clients = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        TlsText client = TlsText.connect(listener.clientTls(), listener.port());
        clients.add(client);
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      for (TlsText client : clients) {
        threads.add(client.answer().split("\r\n\r\n", 2)[1]);
      }
    } finally {
      for (TlsText client : clients) {
        client.close();
      }
    }
    assertThat(threads).allMatch(thread -> thread.startsWith("true test-")).doesNotHaveDuplicates();
  }

  /** A request that comes with the end of a TLS handshake is run by the pool itself. */
  @Test
  @DisplayName("However many requests wait for something, one more runs")
  void noBound() throws Exception {
    ListenerThreads threads = new ListenerThreads("test-");
    CountDownLatch end = new CountDownLatch(1);
    threads.start();
    try {
      for (int i = 0; i < WAITING; i++) {
        threads.execute(() -> await(end));
      }
      CompletableFuture<Void> oneMore = new CompletableFuture<>();
      threads.execute(() -> oneMore.complete(null));
      assertThat(oneMore).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      end.countDown();
      threads.stop();
    }
  }

  @Test
  @DisplayName("No thread is given to Jetty to wait in its place while it answers")
  void noOtherToWait() {
    assertThat(new ListenerThreads("test-").tryExecute(() -> {})).isFalse();
  }
}
