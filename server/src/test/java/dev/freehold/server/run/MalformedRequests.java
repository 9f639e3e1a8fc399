package dev.freehold.server.run;

import dev.freehold.server.testing.TestServer;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server with all its listeners that is sent what is no request. */
final class MalformedRequests implements AutoCloseable {

  /** The address that all of it comes from. */
  static final String FROM = "127.0.0.77";

  static final String END = "\r\n\r\n";

  private final FreeholdServer server;
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  MalformedRequests(Path data) {
    server = TestServer.start(data, Clock.systemUTC(), Map.of());
    String vaults = server.vaults().loginUri().getAuthority().substring("login.".length());
    ports.put(server.apiUri().getAuthority(), server.apiUri().getPort());
    ports.put("contoso." + vaults, server.vaults().port());
    ports.put("management." + vaults, server.vaults().port());
    ports.put("login." + vaults, server.vaults().port());
    ports.put(server.s3Uri().getAuthority(), server.s3Uri().getPort());
  }

  FreeholdServer server() {
    return server;
  }

  /** The listeners' ports by their hosts. */
  Map<String, Integer> ports() {
    return ports;
  }

  /** What a listener answers to a text in which {@code HOST} stands for its host. */
  String answer(String host, String text) throws IOException {
    try (TlsText client = TlsText.connect(server.clientTls(), FROM, ports.get(host))) {
      client.send(text.replace("HOST", host));
      return client.answer();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
