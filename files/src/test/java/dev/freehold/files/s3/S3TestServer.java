package dev.freehold.files.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A listener on loopback over a fixture, and the official client for who has a key there. */
final class S3TestServer implements AutoCloseable {

  private static final int MAX_ATTEMPTS = 5;

  final S3Fixture fixture;

  private final S3Listener listener;
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  S3TestServer(Path folder) {
    this(folder, S3ListenerSettings.plain());
  }

  S3TestServer(Path folder, S3ListenerSettings settings) {
    fixture = new S3Fixture(folder);
    listener = S3Listener.start(settings, fixture.services);
  }

  int port() {
    return listener.port();
  }

  S3Listener listener() {
    return listener;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  S3Client owner() {
    return client(S3Fixture.OWNER);
  }

  /** The same at the port of another listener. */
  S3Client client(String label, int port) {
    return client(
        fixture.keyId(label),
        fixture.secret(label),
        Region.US_EAST_1,
        URI.create("http://127.0.0.1:" + port));
  }

  S3Client client(String label) {
    return client(fixture.keyId(label), fixture.secret(label));
  }

  S3Client client(String label, Region region) {
    return client(fixture.keyId(label), fixture.secret(label), region, endpoint());
  }

  S3Client client(String accessKeyId, String secret) {
    return client(accessKeyId, secret, Region.US_EAST_1, endpoint());
  }

  /** Tries again when it is refused for a while, as real clients do. */
  S3Client patientOwner() {
    return client(
        fixture.keyId(S3Fixture.OWNER),
        fixture.secret(S3Fixture.OWNER),
        Region.US_EAST_1,
        endpoint(),
        DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(MAX_ATTEMPTS).build());
  }

  private S3Client client(String accessKeyId, String secret, Region region, URI endpoint) {
    return client(accessKeyId, secret, region, endpoint, DefaultRetryStrategy.doNotRetry());
  }

  private S3Client client(
      String accessKeyId, String secret, Region region, URI endpoint, RetryStrategy retries) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(region)
            .forcePathStyle(true)
            .overrideConfiguration(config -> config.retryStrategy(retries))
            .credentialsProvider(credentials(accessKeyId, secret))
            .build();
    clients.add(client);
    return client;
  }

  S3Presigner presigner() {
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(
                credentials(fixture.keyId(S3Fixture.OWNER), fixture.secret(S3Fixture.OWNER)))
            .build();
    clients.add(presigner);
    return presigner;
  }

  private static StaticCredentialsProvider credentials(String accessKeyId, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    listener.close();
    fixture.close();
  }
}
