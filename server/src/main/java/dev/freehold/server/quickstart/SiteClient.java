package dev.freehold.server.quickstart;

import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.run.FreeholdServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One site over S3, with the unmodified AWS SDK and an access key. Thread-safe. */
final class SiteClient implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final S3Client s3;
  private final String site;

  SiteClient(FreeholdServer server, String site, String accessKeyId, String secret) {
    this.site = site;
    TrustManager[] trusted = {TrustedAuthority.manager(server.authorityPem())};
    this.s3 =
        S3Client.builder()
            // The certificate has the address too; not every machine resolves the name.
            .endpointOverride(URI.create("https://127.0.0.1:" + server.s3Uri().getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
            .overrideConfiguration(
                configuration ->
                    configuration
                        // Nothing of the user's own accounts is used.
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        // A refusal is looked for, and should be seen when it comes.
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .socketTimeout(SILENCE)
                    .proxyConfiguration(
                        ProxyConfiguration.builder().useEnvironmentVariableValues(false).build())
                    .tlsTrustManagersProvider(() -> trusted))
            .build();
  }

  /**
   * Stores a document.
   *
   * @throws SdkException if the server refuses or does not answer
   */
  void put(String name, byte[] content) {
    s3.putObject(put -> put.bucket(site).key(name), RequestBody.fromBytes(content));
  }

  /**
   * Reads a whole document.
   *
   * @throws SdkException if the server refuses or does not answer
   */
  byte[] get(String name) {
    return s3.getObjectAsBytes(get -> get.bucket(site).key(name)).asByteArrayUnsafe();
  }

  /** Reads a whole document and gives the code of the refusal, or nothing if it came. */
  Optional<String> refusal(String name) {
    try {
      get(name);
      return Optional.empty();
    } catch (S3Exception refused) {
      return Optional.of(refused.awsErrorDetails().errorCode());
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
