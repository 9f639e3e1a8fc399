package dev.freehold.files.s3;

import dev.freehold.files.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A listener on loopback over sites in memory, and the official client for some identities. */
final class S3Fixture implements AutoCloseable {

  static final String BUCKET = "team";

  final MemoryFiles files = new MemoryFiles();
  final MemorySites sites = new MemorySites();
  final UUID tenant = UUID.randomUUID();
  final UUID owner = UUID.randomUUID();
  final Site site;

  private final S3Listener listener;
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  S3Fixture() {
    this(S3Settings.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  S3Fixture(S3Settings settings) {
    addKey("OWNER", tenant, owner);
    site = sites.create(tenant, owner, BUCKET, Optional.empty());
    try {
      listener = S3Listener.start(settings, new S3Services(files, sites, sites));
    } catch (IOException unbound) {
      throw new UncheckedIOException(unbound);
    }
  }

  /** Adds an access key; its secret is its id and something. */
  void addKey(String accessKeyId, UUID tenantId, UUID principalId) {
    sites.give(accessKeyId, new S3AccessKey(tenantId, principalId, secretOf(accessKeyId)));
  }

  /** Adds an identity of the tenant with a role on the bucket, and a key for it. */
  void addMember(String accessKeyId, SiteRole role) {
    UUID member = UUID.randomUUID();
    addKey(accessKeyId, tenant, member);
    sites.give(site.id(), member, role);
  }

  static String secretOf(String accessKeyId) {
    return accessKeyId + "-secret";
  }

  int port() {
    return listener.httpPort().orElseThrow();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  S3Client owner() {
    return client("OWNER", secretOf("OWNER"));
  }

  S3Client client(String accessKeyId) {
    return client(accessKeyId, secretOf(accessKeyId));
  }

  S3Client client(String accessKeyId, String secret) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .overrideConfiguration(
                config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
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
            .credentialsProvider(credentials("OWNER", secretOf("OWNER")))
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
  }
}
