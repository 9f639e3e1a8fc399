package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerThreadsTest {

  private static final int CLIENTS = 32;

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

  @Test
  @DisplayName("No thread is given to Jetty to wait in its place while it answers")
  void noOtherToWait() {
    assertThat(new ListenerThreads("test-").tryExecute(() -> {})).isFalse();
  }
}
