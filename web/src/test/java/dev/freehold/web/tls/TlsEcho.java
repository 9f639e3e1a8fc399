package dev.freehold.web.tls;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The smallest HTTPS server: answers every request with {@code echo}. */
final class TlsEcho implements AutoCloseable {

  private final HttpsServer server;

  private TlsEcho(HttpsServer server) {
    this.server = server;
  }

  static TlsEcho start(SSLContext context) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server = HttpsServer.create(anyPort, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "echo".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return new TlsEcho(server);
  }

  URI uri(String host) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
  }

  /** The certificate that a new client sees. */
  X509Certificate presented(SSLContext client) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            client.getSocketFactory().createSocket("127.0.0.1", server.getAddress().getPort())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
