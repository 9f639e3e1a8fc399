package dev.freehold.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.client.Certificates;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The service trusts for each vault's domain")
class VaultTrustTest {

  @TempDir private Path folder;
  private LocalAuthority ofA;
  private LocalAuthority ofB;

  @BeforeEach
  void makeAuthorities() {
    // Both could vouch for every name: what counts is which one is asked.
    ofA = LocalAuthority.open(folder.resolve("a"), List.of("localhost"), Clock.systemUTC());
    ofB = LocalAuthority.open(folder.resolve("b"), List.of("localhost"), Clock.systemUTC());
  }

  @Test
  @DisplayName("the authority of that domain")
  void own() throws Exception {
    assertThat(connect(ofA, "one.a.localhost")).isTrue();
    assertThat(connect(ofB, "one.b.localhost")).isTrue();
  }

  @Test
  @DisplayName("no other one, though it is trusted elsewhere")
  void other() {
    assertThatThrownBy(() -> connect(ofB, "one.a.localhost"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  @DisplayName("nobody where nothing is known of the domain")
  void unknown() {
    assertThatThrownBy(() -> connect(ofA, "one.c.localhost")).isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> connect(ofA, "one.more.a.localhost")).isInstanceOf(SSLException.class);
  }

  private boolean connect(LocalAuthority shown, String host) throws Exception {
    SSLContext server = shown.serverContext(List.of(host));
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = listening.getLocalPort();
      VaultTrust trust =
          new VaultTrust(
              Map.of(
                  VaultTrust.domain("a.localhost", port),
                  TrustedAuthority.manager(ofA.certificatePem()),
                  VaultTrust.domain("b.localhost", port),
                  TrustedAuthority.manager(ofB.certificatePem())));
      Thread accepting = Thread.ofVirtual().start(() -> accept(listening));
      try (SSLSocket client =
          (SSLSocket) Certificates.context(trust).getSocketFactory().createSocket(host, port)) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        client.startHandshake();
        return true;
      } finally {
        accepting.join();
      }
    }
  }

  private static void accept(SSLServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.startHandshake();
    } catch (IOException refused) {
      return;
    }
  }
}
