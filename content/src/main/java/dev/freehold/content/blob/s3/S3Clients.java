package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the SDK's client the way a store needs it that is not Amazon's, or not new. */
final class S3Clients {

  private static final int PROBER_CONNECTIONS = 2;

  private S3Clients() {}

  /** Through a gate that refuses requests while the store answers nobody. */
  static S3Client of(S3Settings settings) {
    S3Client prober = of(settings, http(PROBER_CONNECTIONS));
    return of(
        settings, WatchedStore.gated(http(ContentLimits.S3_CONNECTIONS_MAX), prober, settings));
  }

  private static S3Client of(S3Settings settings, SdkHttpClient http) {
    S3Credentials credentials = settings.credentials();
    return S3Client.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
        .forcePathStyle(true)
        // Checksums in trailers are refused or stored as content by stores of before 2025. Over
        // plain HTTP the signature covers the body, over HTTPS the connection does.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(
            S3Configuration.builder()
                .chunkedEncodingEnabled(false)
                // Would cost each part a round trip; a part is small enough to be sent in vain.
                .expectContinueEnabled(false)
                .build())
        .overrideConfiguration(S3Clients::untouchedByHomeFolder)
        // By a builder, so that closing the client closes the connections.
        .httpClientBuilder(_ -> http)
        .build();
  }

  /** Nothing that lies about in a home folder or the environment may change how content goes. */
  private static void untouchedByHomeFolder(ClientOverrideConfiguration.Builder configuration) {
    configuration
        .defaultProfileFile(ProfileFile.aggregator().build())
        // Three attempts, and fewer of them while the store fails all the time.
        .retryStrategy(RetryMode.STANDARD);
  }

  private static SdkHttpClient http(int connections) {
    Duration connect = Duration.ofMillis(ContentLimits.S3_CONNECT_MILLIS);
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .connectionTimeout(connect)
        .connectionAcquisitionTimeout(connect)
        .socketTimeout(Duration.ofMillis(ContentLimits.S3_SILENCE_MILLIS))
        .expectContinueEnabled(false)
        .proxyConfiguration(
            ProxyConfiguration.builder().useEnvironmentVariableValues(false).build())
        .build();
  }
}
