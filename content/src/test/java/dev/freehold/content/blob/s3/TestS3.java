package dev.freehold.content.blob.s3;

import dev.freehold.content.testing.S3ProxyProcess;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 store for tests, which make a bucket each. */
record TestS3(URI endpoint, S3Credentials credentials) {

  /**
   * Another store than the S3Proxy that tests start: the address in {@code BLOB_TEST_S3_ENDPOINT},
   * with {@code BLOB_TEST_S3_ACCESS_KEY} and {@code BLOB_TEST_S3_SECRET_KEY}.
   */
  static Optional<TestS3> fromEnvironment() {
    return Optional.ofNullable(System.getenv("BLOB_TEST_S3_ENDPOINT"))
        .map(
            endpoint ->
                new TestS3(
                    URI.create(endpoint),
                    new S3Credentials(
                        System.getenv("BLOB_TEST_S3_ACCESS_KEY"),
                        System.getenv("BLOB_TEST_S3_SECRET_KEY"))));
  }

  static TestS3 of(S3ProxyProcess proxy) {
    return new TestS3(proxy.endpoint(), proxy.credentials());
  }

  /** Makes a bucket and says where in it blobs go. */
  S3Settings newBucket(String prefix) {
    S3Settings settings =
        new S3Settings(endpoint, "us-east-1", "b-" + UUID.randomUUID(), prefix, credentials);
    try (S3Client client = S3Clients.of(settings)) {
      client.createBucket(r -> r.bucket(settings.bucket()));
    }
    return settings;
  }
}
