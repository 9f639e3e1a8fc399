package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.implementation.KeyVaultCredentialPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.OwnCertificate;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

  private static final Map<String, String> MOVED =
      Map.of(
          "api.name",
          "api.contoso.localhost",
          "vault.suffix",
          "vault.contoso.localhost",
          "files.s3.name",
          "s3.contoso.localhost");

  @TempDir Path folder;

  @Test
  void fault68_aServerIsReachedByNamesThatWereChangedAfterItsFirstStart() throws Exception {
    Path data = folder.resolve("data");
    String first;
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      first = server.authorityPem();
    }
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), MOVED)) {
      Connection operator = Connection.read(server.operatorConnection());
      assertThat(operator.server().getHost()).isEqualTo("api.contoso.localhost");
      assertThat(operator.authorityPem()).as("clients that trusted it go on").contains(first);
      try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
        assertThat(client.get("/api/v1/tenants").path("tenants").isArray()).isTrue();
      }
      assertThat(Monitoring.status(server.metricsUri())).isEqualTo("ready");
      // Makes vaults, keys in them and policies over them: the service reaches its own vaults.
      try (TestTenant tenant = TestTenant.create(server, "contoso")) {
        assertThat(tenantOf(tenant.client())).isEqualTo("contoso");
        assertThat(Monitoring.status(server.metricsUri())).isEqualTo("ready");
      }
      assertThat(server.vaults().loginUri().getHost()).isEqualTo("login.vault.contoso.localhost");
      connect(server.clientTls(), server.vaults().loginUri());
      connect(server.clientTls(), server.s3Uri());
    }
  }

  @Test
  void fault68_whoTrustedTheFirstAuthorityStillReachesTheNamesThatStayed() throws Exception {
    Path data = folder.resolve("data");
    SSLContext trustedOnce;
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      trustedOnce = TrustedAuthority.context(server.authorityPem());
    }
    Map<String, String> moved = Map.of("vault.suffix", "vault.contoso.localhost");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), moved)) {
      connect(trustedOnce, server.apiUri());
      connect(server.clientTls(), server.vaults().loginUri());
    }
  }

  @Test
  void fault68_policiesThatNameVaultsOfAnEarlierSuffixAreRefusedAndMakeRootKeysDegraded()
      throws Exception {
    Path data = folder.resolve("data");
    Connection connection;
    String policy;
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      connection = tenant.administrator();
      policy = "/api/v1/policies/" + tenant.policyId();
    }
    // A process that starts knows no vault yet; the SDK keeps what vaults said in this one.
    KeyVaultCredentialPolicy.clearCache();
    Map<String, String> moved = Map.of("vault.suffix", "vault.contoso.localhost");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), moved);
        ApiClient client =
            new ApiClient(
                connection.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC())) {
      JsonNode roots = client.post(policy + "/check", Map.of()).path("roots");
      assertThat(roots.findValuesAsText("code"))
          .containsExactly("vault-not-allowed", "vault-not-allowed");
      assertThat(Monitoring.part(server.metricsUri(), "root-keys")).isEqualTo("degraded");
    }
  }

  @Test
  void fault68_aRunningServerGoesOverToAnAuthorityThatACommandMade() throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      X509Certificate before = connect(server.clientTls(), server.apiUri());
      CommandRun made =
          CommandRun.of("certificate", "authority", "renew", "--switch", "--data", "" + data);
      assertThat(made.exitCode()).as(made.err()).isZero();
      await(() -> !connect(server.clientTls(), server.apiUri()).equals(before));
      await(
          () ->
              Connection.read(server.operatorConnection())
                  .authorityPem()
                  .equals(server.authorityPem()));
      Connection renewed = tenant.administrator().movedTo(server.apiUri(), server.authorityPem());
      try (ApiClient client = new ApiClient(renewed, Clock.systemUTC())) {
        assertThat(tenantOf(client)).isEqualTo("contoso");
      }
      // Makes policies: the service trusts its own vaults, which show another authority now.
      try (TestTenant other = TestTenant.create(server, "fabrikam")) {
        assertThat(tenantOf(other.client())).isEqualTo("fabrikam");
        assertThat(Monitoring.status(server.metricsUri())).isEqualTo("ready");
      }
    }
  }

  @Test
  void aCertificateOfOnesOwnIsShownReloadedAndDoubtedWhenItsFileBreaks() throws Exception {
    Path file = folder.resolve("own.p12");
    String[] names = {"freehold.localhost", "*.vault.freehold.localhost", "s3.freehold.localhost"};
    OwnCertificate.write(file, names);
    Map<String, String> settings = new HashMap<>();
    for (String listener : new String[] {"api", "vault"}) {
      settings.put(listener + ".tls.keystore", file.toString());
      settings.put(listener + ".tls.keystore-password", OwnCertificate.PASSWORD);
    }
    try (FreeholdServer server =
            TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      X509Certificate before = connect(server.clientTls(), server.apiUri());
      assertThat(before.getSubjectX500Principal().getName()).isEqualTo("CN=own");
      assertThat(server.authorityFile()).as("S3 shows what it issued").isPresent();

      OwnCertificate.write(file, names);
      Instant changed = Instant.now();
      await(() -> !connect(server.clientTls(), server.apiUri()).equals(before));
      assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(certificates(server)).isEqualTo("ok");
      Files.writeString(file, "broken");
      await(() -> certificates(server).equals("degraded"));
      assertThat(connect(server.clientTls(), server.apiUri())).isNotEqualTo(before);
      assertThat(tenant.mailbox()).isNotNull();
    }
  }

  @Test
  void checkNamesWhatKeepsClientsAwayAndEndsWithOne() throws Exception {
    Path file = folder.resolve("own.p12");
    OwnCertificate.write(file, "other.localhost");
    Path config =
        Files.writeString(
            folder.resolve("freehold.yaml"),
            """
            freehold:
              data-folder: %s
              api:
                tls:
                  keystore: %s
                  keystore-password: %s
            """
                .formatted(folder.resolve("data"), file, OwnCertificate.PASSWORD));
    CommandRun check = CommandRun.of("certificate", "check", "--config", "" + config);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains("subject    CN=own", "names      other.localhost", "days left")
        .contains("WRONG it is not for freehold.localhost")
        .contains("vault\n  certificate of the local authority, for *.vault.freehold.localhost");
    OwnCertificate.write(file, "freehold.localhost");
    assertThat(CommandRun.of("certificate", "check", "--config", "" + config).exitCode()).isZero();
  }

  private static String tenantOf(ApiClient client) throws IOException {
    return client.get("/api/v1/me").path("tenantName").asText();
  }

  private static String certificates(FreeholdServer server) throws IOException {
    return Monitoring.part(server.metricsUri(), "certificates");
  }

  private static X509Certificate connect(SSLContext tls, URI uri) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static void await(Condition condition) throws Exception {
    Instant end = Instant.now().plusSeconds(20);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("waited for long").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }
}
