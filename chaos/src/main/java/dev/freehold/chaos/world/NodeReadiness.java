package dev.freehold.chaos.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Asks nodes whether they are ready, as a balancer does. */
final class NodeReadiness {

  private static final int PATIENCE_MILLIS = 3_000;
  private static final String REQUEST =
      "GET /readyz HTTP/1.1\r\nHost: freehold.localhost\r\nConnection: close\r\n\r\n";

  private final SSLContext trust;

  NodeReadiness(SSLContext trust) {
    this.trust = trust;
  }

  boolean isReady(Machine node) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(node.address(), NodeMachine.API_PORT), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      try (SSLSocket secure =
          (SSLSocket)
              trust
                  .getSocketFactory()
                  .createSocket(socket, "freehold.localhost", NodeMachine.API_PORT, true)) {
        secure.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        String status =
            new BufferedReader(
                    new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return status != null && status.contains(" 200");
      }
    } catch (IOException no) {
      return false;
    }
  }
}
