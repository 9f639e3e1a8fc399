package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.migration.TestCertificate;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An endpoint trusts")
class CertificateTrustTest {

  @TempDir private static Path folder;

  private TestCertificate certificate;
  private SSLServerSocket server;

  @BeforeEach
  void open() throws IOException {
    certificate = TestCertificate.make(folder);
    server = (SSLServerSocket) certificate.context().getServerSocketFactory().createServerSocket(0);
    Thread.ofVirtual().start(this::greet);
  }

  private void greet() {
    try {
      while (true) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write("* OK ready\r\n".getBytes(US_ASCII));
        } catch (javax.net.ssl.SSLException e) {
          // The client does not trust it.
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void publicAuthoritiesOnly() {
    assertUntrusted("localhost", CertificateTrust.PUBLIC);
  }

  @Test
  void itsOwnAuthorityForTheNameThatItHas() throws IOException {
    CertificateTrust own = new CertificateTrust(false, certificate.pem(), "");
    assertTrusted("localhost", own);
    assertTrusted("127.0.0.1", own);
    // Loopback too, and not in the certificate.
    assertUntrusted("127.0.0.2", own);
  }

  @Test
  void noOtherAuthority() {
    TestCertificate other = TestCertificate.make(folder);
    assertUntrusted("localhost", new CertificateTrust(false, other.pem(), ""));
  }

  @Test
  void oneCertificateUnderAnyName() throws IOException, GeneralSecurityException {
    String pin = Sha256.hex(certificate.certificate().getEncoded());
    assertTrusted("localhost", new CertificateTrust(false, "", pin));
    String other = Sha256.hex(TestCertificate.make(folder).certificate().getEncoded());
    assertUntrusted("localhost", new CertificateTrust(false, "", other));
  }

  private void assertTrusted(String name, CertificateTrust trust) throws IOException {
    try (ImapClient client = connect(name, trust)) {
      assertThat(client.isUsable()).isTrue();
    }
  }

  private void assertUntrusted(String name, CertificateTrust trust) {
    assertThatThrownBy(() -> connect(name, trust).close())
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.error()).isEqualTo(SourceError.UNTRUSTED));
  }

  private ImapClient connect(String name, CertificateTrust trust) throws IOException {
    SourceServers permitted = new SourceServers(Set.of(name + ":" + server.getLocalPort()));
    return ImapClient.connect(
        new SourceSockets(permitted),
        new MigrationEndpoint(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "own",
            name,
            server.getLocalPort(),
            ConnectionSecurity.SSL,
            trust,
            SignInMethod.BASIC,
            1,
            0,
            Instant.EPOCH));
  }
}
