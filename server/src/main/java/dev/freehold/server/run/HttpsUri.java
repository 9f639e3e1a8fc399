package dev.freehold.server.run;

import java.net.URI;

/** Addresses of listeners as clients have them. */
final class HttpsUri {

  private static final int DEFAULT_PORT = 443;

  private HttpsUri() {}

  /**
   * The address of a listener.
   *
   * @param publicPort the port that leads to it; 0 for the one that it listens on
   */
  static URI of(String name, int publicPort, int listenedPort) {
    int port = publicPort == 0 ? listenedPort : publicPort;
    return URI.create("https://" + name + (port == DEFAULT_PORT ? "" : ":" + port));
  }
}
