package dev.freehold.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An access key, and the official client with it, which tries nothing twice. */
public record TestS3(String accessKeyId, String secret) {

  /** A new access key of the member's own. */
  public static TestS3 of(Member member) throws IOException {
    JsonNode key = member.send("POST", "/api/v1/access-keys", Map.of()).body();
    return new TestS3(key.path("id").asText(), key.path("secret").asText());
  }

  /** A link with which anybody can read a document for a day. */
  public URI link(FreeholdServer server, String bucket, String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint(server))
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(credentials())
            .build()) {
      return URI.create(
          presigner
              .presignGetObject(
                  link ->
                      link.signatureDuration(Duration.ofDays(1))
                          .getObjectRequest(get -> get.bucket(bucket).key(key)))
              .url()
              .toString());
    }
  }

  private static URI endpoint(FreeholdServer server) {
    return URI.create("https://127.0.0.1:" + server.s3Uri().getPort());
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
  }

  /** A client of this server; the caller closes it. */
  public S3Client client(FreeholdServer server) {
    TrustManager[] trusted = {TrustedAuthority.manager(server.authorityPem())};
    return S3Client.builder()
        .endpointOverride(endpoint(server))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trusted))
        .credentialsProvider(credentials())
        .build();
  }

  /** Whether the bucket can be listed; if not, the answer has to be 403. */
  public static boolean canList(S3Client client, String bucket) {
    try {
      client.listObjectsV2(list -> list.bucket(bucket));
      return true;
    } catch (S3Exception refused) {
      assertThat(refused.statusCode()).isEqualTo(403);
      return false;
    }
  }
}
