package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The same over TLS, where the official client sends bodies unsigned with a trailer. */
class HttpsTest {

  private static final char[] PASSWORD = "for-this-test".toCharArray();

  @TempDir private Path folder;

  private KeyStore certificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("tls.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  @Test
  @DisplayName("An object goes in and out over TLS")
  void overTls() throws Exception {
    KeyStore certificate = certificate();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("root", certificate.getCertificate("mykey"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    S3ListenerSettings settings =
        new S3ListenerSettings(
            "127.0.0.1",
            0,
            Optional.of(tls),
            0,
            Optional.empty(),
            8,
            SharedBounds.ofProcess(),
            () -> Readiness.READY,
            Duration.ofSeconds(5));
    try (S3TestServer server = new S3TestServer(folder, settings);
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(URI.create("https://127.0.0.1:" + server.port()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(
                    Apache5HttpClient.builder().tlsTrustManagersProvider(trust::getTrustManagers))
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            server.fixture.keyId(OWNER), server.fixture.secret(OWNER))))
                .build()) {
      s3.putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("content"));
      assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("doc")).asUtf8String())
          .isEqualTo("content");
    }
  }
}
