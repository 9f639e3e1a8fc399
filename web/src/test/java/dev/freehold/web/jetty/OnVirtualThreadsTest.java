package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that has no virtual threads of its own: all its requests come on platform threads. */
class OnVirtualThreadsTest {

  private final Server server = new Server(new QueuedThreadPool(8));
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new OnVirtualThreads(
            VirtualThreads.getDefaultVirtualThreadsExecutor(),
            new Handler.Abstract() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                return switch (Request.getPathInContext(request)) {
                  case "/thread" -> {
                    String answer = String.valueOf(Thread.currentThread().isVirtual());
                    Content.Sink.write(response, true, answer, callback);
                    yield true;
                  }
                  case "/fault" -> throw new IllegalStateException("on purpose");
                  default -> false;
                };
              }
            }));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Test
  @DisplayName("A request that comes on a platform thread goes on on a virtual one")
  void goesOn() throws Exception {
    assertThat(get("/thread").body()).isEqualTo("true");
  }

  @Test
  @DisplayName("What nobody handles and what fails is answered all the same")
  void failures() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/fault").statusCode()).isEqualTo(500);
  }
}
