package dev.freehold.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.client.Certificates;
import dev.freehold.web.testing.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LocalAuthorityTest {

  private static final String OTHER_AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBbjCCARWgAwIBAgIUEPcaGZLAlTkFw3pfkRh2cXMY0VMwCgYIKoZIzj0EAwIw
      DDEKMAgGA1UEAwwBYTAgFw0yNjExMjgxNTE4NDFaGA8yMTI2MTEwNDE1MTg0MVow
      DDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKoYPGMrk741
      oRMTlwtYF5f2tEcTVaDp9DVv+joxXuPWAI4wvkc58nkYjfAZpjKB9lS0wkeZq/Yl
      yswvm1VSnR2jUzBRMB0GA1UdDgQWBBQ2lzmPw63Oa+47lM3w84l1klpLpjAfBgNV
      HSMEGDAWgBQ2lzmPw63Oa+47lM3w84l1klpLpjAPBgNVHRMBAf8EBTADAQH/MAoG
      CCqGSM49BAMCA0cAMEQCICLeRBOEQ8cL/hi+eOUQbVzcllc5QKMVbWSbZ9I9KW6J
      AiB6jgGDUDSZcQIsTeWxJIoOIdWLQ+vdMXQsqf1J57r5yA==
      -----END CERTIFICATE-----
      """;

  @TempDir Path folder;

  /** Behind the machine's clock, which TLS clients go by, so that tests can move it forward. */
  private final MovableClock clock = new MovableClock(Instant.now().minus(Duration.ofDays(70)));

  private LocalAuthority authority;

  @BeforeEach
  void open() {
    authority = openIn(folder);
  }

  private LocalAuthority openIn(Path where) {
    return LocalAuthority.open(where, List.of("localhost"), clock);
  }

  @Nested
  @DisplayName("On disk")
  class OnDisk {

    @Test
    void theKeyIsForItsOwnerOnlyAndTheCertificateForEveryone() throws Exception {
      assertThat(mode("ca.key")).isEqualTo("rw-------");
      assertThat(mode("ca.pem")).isEqualTo("rw-r--r--");
      assertThat(authority.certificateFile()).hasContent(authority.certificatePem());
    }

    @Test
    void openingAgainGivesTheSameAuthority() {
      assertThat(openIn(folder).certificatePem()).isEqualTo(authority.certificatePem());
    }

    @Test
    void theFingerprintIsWhatOpensslPrints() {
      byte[] pem = OTHER_AUTHORITY.getBytes(StandardCharsets.US_ASCII);
      assertThat(Certificates.fingerprint(Pem.toCertificates(pem, folder).getFirst()))
          .isEqualTo(
              "78:A9:26:14:54:E5:C5:A3:89:62:7B:40:41:46:0B:90:"
                  + "E8:8C:CD:41:7B:C2:5A:F2:A2:9B:76:C8:B8:FB:05:35");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
      Files.setPosixFilePermissions(
          folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r-----"));
      assertFails(WebError.SECRET_FILE);
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() throws Exception {
      Files.delete(folder.resolve("ca.key"));
      assertFails(WebError.SECRET_FILE);
    }

    @Test
    void aDamagedCertificateIsRefused() throws Exception {
      Files.writeString(folder.resolve("ca.pem"), "not a certificate");
      assertFails(WebError.AUTHORITY);
    }

    @Test
    void anExpiredAuthorityIsRefused() {
      clock.advance(Duration.ofDays(3651));
      assertFails(WebError.AUTHORITY);
    }

    private void assertFails(WebError error) {
      assertThatThrownBy(() -> openIn(folder))
          .isInstanceOfSatisfying(WebException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private String mode(String file) throws Exception {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
  }

  @Nested
  @DisplayName("A second authority")
  class Second {

    private static final List<String> NAMES = List.of("*.vault.localhost", "127.0.0.1");

    @Test
    void isMadeInTheLastYearAndBothAreTrustedWhileServersGoOver() {
      TlsIdentity identity = authority.identity(NAMES);
      X509Certificate first = identity.chain().getLast();
      clock.advance(Duration.ofDays(3650 - 364));
      authority.refresh();

      assertThat(authority.certificatePem().split("BEGIN CERTIFICATE")).hasSize(3);
      assertThat(authority.certificateFile()).hasContent(authority.certificatePem());
      assertThat(identity.chain().getLast()).as("until clients had time").isEqualTo(first);
      clock.advance(LocalAuthority.OVERLAP);
      authority.refresh();
      X509Certificate second = identity.chain().getLast();
      assertThat(second).isNotEqualTo(first);
      assertThat(folder.resolve("ca-next.key")).doesNotExist();
      assertThat(authority.certificatePem()).as("of both").contains(Pem.ofCertificate(first));
      assertThat(authority.goesOverAt()).isEmpty();
    }

    @Test
    void isToldOfLoudlyWhereNobodyAskedForItBecauseOtherNodesMakeTheirOwn() {
      Logger log = (Logger) LoggerFactory.getLogger(LocalAuthority.class);
      ListAppender<ILoggingEvent> lines = new ListAppender<>();
      lines.start();
      log.addAppender(lines);
      try {
        authority.renew(true);
        assertThat(lines.list).isEmpty();
        LocalAuthority.open(folder, List.of("localhost", "meadow.example"), clock);
        assertThat(lines.list)
            .singleElement()
            .satisfies(
                line -> {
                  assertThat(line.getLevel()).isEqualTo(Level.WARN);
                  assertThat(line.getFormattedMessage())
                      .contains("meadow.example", "ca-next.key", folder.toString());
                });
      } finally {
        log.detachAppender(lines);
      }
    }

    @Test
    void isMadeOnDemandAndFollowedByARunningServer() throws Exception {
      TlsIdentity identity = authority.identity(NAMES);
      X509Certificate first = identity.chain().getLast();
      try (TlsEcho echo = TlsEcho.start(identity.serverContext())) {
        SSLContext trustedOnce = trusting(authority.certificatePem());
        LocalAuthority command = openIn(folder);
        command.renew(false);
        authority.refresh();
        assertThat(echo.presented(trustedOnce)).isEqualTo(identity.chain().getFirst());
        assertThat(identity.chain().getLast()).isEqualTo(first);
        SSLContext trustsBoth = trusting(Files.readString(folder.resolve("ca.pem")));

        command.renew(true);
        authority.refresh();
        assertThat(identity.chain().getLast()).isNotEqualTo(first);
        assertThat(echo.presented(trustsBoth)).isEqualTo(identity.chain().getFirst());
        assertThat(echo.presented(authority.clientContext())).isNotNull();
        assertThatThrownBy(() -> echo.presented(trustedOnce))
            .isInstanceOf(SSLHandshakeException.class);
      }
    }

    @Test
    void isFollowedOnceTheModeOfItsKeyIsSetRight() throws Exception {
      X509Certificate first = authority.identity(NAMES).chain().getLast();
      openIn(folder).renew(true);
      Path key = folder.resolve("ca.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
      assertThatThrownBy(authority::refresh).isInstanceOf(WebException.class);

      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      authority.refresh();

      assertThat(authority.identity(NAMES).chain().getLast()).isNotEqualTo(first);
    }

    @Test
    void fault68_isMadeForANameThatTheFirstDoesNotVouchForAndOldNamesStayWithTheFirst() {
      X509Certificate first = authority.identity(NAMES).chain().getLast();
      LocalAuthority moved =
          LocalAuthority.open(folder, List.of("localhost", "contoso.com"), clock);

      TlsIdentity newName = moved.identity(List.of("*.vault.contoso.com"));
      assertThat(newName.chain().getLast()).isNotEqualTo(first);
      assertThat(moved.identity(NAMES).chain().getLast()).isEqualTo(first);
      assertThat(LocalAuthority.open(folder, List.of("contoso.com"), clock).certificatePem())
          .as("nothing is made twice")
          .isEqualTo(moved.certificatePem());
    }

    @Test
    void ofWhichOnlyTheKeyReachedTheDiskIsMadeAgain() throws Exception {
      openIn(folder).renew(false);
      Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
      LocalAuthority again = openIn(folder);
      assertThat(again.goesOverAt()).isEmpty();
      again.renew(true);
      assertThat(again.identity(NAMES).chain()).hasSize(2);
    }

    private SSLContext trusting(String pem) {
      return Certificates.context(
          Certificates.trusting(
              Pem.toCertificates(pem.getBytes(StandardCharsets.US_ASCII), folder)));
    }
  }

  @Nested
  @DisplayName("A server's certificate")
  class ServerCertificate {

    @Test
    void isAcceptedForAWildcardNameAndForAnAddress() throws Exception {
      try (TlsEcho echo = TlsEcho.start(serverContext())) {
        assertThat(get(authority, echo.uri("contoso.vault.localhost"))).isEqualTo("echo");
        assertThat(get(authority, echo.uri("127.0.0.1"))).isEqualTo("echo");
      }
    }

    @Test
    void isRefusedForANameItDoesNotHold() throws Exception {
      try (TlsEcho echo = TlsEcho.start(serverContext())) {
        assertThatThrownBy(() -> get(authority, echo.uri("other.localhost")))
            .isInstanceOf(SSLHandshakeException.class);
      }
    }

    @Test
    void isRefusedByClientsOfAnotherAuthority(@TempDir Path elsewhere) throws Exception {
      LocalAuthority other = openIn(elsewhere);
      try (TlsEcho echo = TlsEcho.start(serverContext())) {
        assertThatThrownBy(() -> get(other, echo.uri("contoso.vault.localhost")))
            .isInstanceOf(SSLHandshakeException.class);
      }
    }

    @Test
    void isRenewedInTheLastThirdOfItsLifeWithoutARestart() throws Exception {
      try (TlsEcho echo = TlsEcho.start(serverContext())) {
        X509Certificate first = echo.presented(authority.clientContext());
        clock.advance(Duration.ofDays(59));
        assertThat(echo.presented(authority.clientContext())).isEqualTo(first);
        clock.advance(Duration.ofDays(2));
        X509Certificate second = echo.presented(authority.clientContext());
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
      }
    }

    @Test
    void isNotIssuedOutsideTheDomainsOrForANameThatIsNone() {
      assertRefused("vault.example.com", WebError.AUTHORITY);
      assertRefused("10.0.0.1", WebError.AUTHORITY);
      assertRefused("a b", WebError.INVALID);
      assertRefused("a.*.localhost", WebError.INVALID);
    }

    private void assertRefused(String name, WebError error) {
      assertThatThrownBy(() -> authority.serverContext(List.of(name)))
          .isInstanceOfSatisfying(WebException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private SSLContext serverContext() {
      return authority.serverContext(List.of("*.vault.localhost", "127.0.0.1", "::1"));
    }

    private String get(LocalAuthority trusted, URI uri) throws Exception {
      try (HttpClient client =
          HttpClient.newBuilder().sslContext(trusted.clientContext()).build()) {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      }
    }
  }
}
