package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Blobs as objects of one bucket of an S3-compatible store. Several processes may share the bucket.
 *
 * <p>Opening the store asks nothing of it: a server starts while its store is down. A store that
 * does not answer, after the SDK's two repetitions, is {@code blob-store-failed}, and what was
 * tried may be tried again. A writer holds one part in memory: {@link ContentLimits#S3_PART_BYTES},
 * for a blob beyond 7.8 GiB up to 117 MiB.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {

  private final S3Client client;
  private final String bucket;
  private final S3Keys keys;
  private final InstantSource clock;
  private final AbandonedUploads abandoned;
  private final Set<S3BlobWriter> openWriters = ConcurrentHashMap.newKeySet();

  S3BlobStore(S3Client client, String bucket, String prefix, InstantSource clock) {
    this.client = client;
    this.bucket = bucket;
    this.keys = new S3Keys(prefix);
    this.clock = clock;
    this.abandoned = new AbandonedUploads(client, bucket, keys);
  }

  /** Blobs where {@code settings} say; close it to close its connections. */
  public static S3BlobStore open(S3Settings settings, Clock clock) {
    return new S3BlobStore(S3Clients.of(settings), settings.bucket(), settings.prefix(), clock);
  }

  @Override
  public BlobWriter create(BlobName name, long maxBytes) {
    S3BlobWriter writer = new S3BlobWriter(this, keys.of(name), maxBytes);
    openWriters.add(writer);
    return writer;
  }

  @Override
  public BlobSource open(BlobName name) {
    S3Object object = new S3Object(client, bucket, keys.of(name));
    try {
      return S3BlobSource.open(object);
    } catch (NoSuchKeyException missing) {
      throw new ContentException(
          ContentError.BLOB_MISSING,
          "the blob store has no such blob; restore it from a copy",
          missing);
    } catch (SdkException failure) {
      throw S3Failure.of("opening a blob", failure);
    }
  }

  @Override
  public void delete(BlobName name) {
    try {
      client.deleteObject(r -> r.bucket(bucket).key(keys.of(name)));
    } catch (NoSuchKeyException goneAlready) {
      // S3 says nothing in that case, but not every store does as S3.
    } catch (SdkException failure) {
      throw S3Failure.of("deleting a blob", failure);
    }
  }

  @Override
  public BlobPage list(BlobArea area, Optional<BlobName> after, int max) {
    if (max < 1 || max > ContentLimits.LIST_PAGE_MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries, got %d".formatted(ContentLimits.LIST_PAGE_MAX_ENTRIES, max));
    }
    try {
      return new S3Listing(client, bucket, keys).page(area, after, max);
    } catch (SdkException failure) {
      throw S3Failure.of("listing blobs", failure);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>These are uploads of several parts that were never completed. The bucket's other uploads,
   * and those of other prefixes, are left alone.
   */
  @Override
  public int discardAbandoned(Instant before, int max) {
    try {
      return abandoned.abort(before, max, this::isOpen);
    } catch (SdkException failure) {
      throw S3Failure.of("removing what a crash left", failure);
    }
  }

  /** {@inheritDoc} Lists, which needs the bucket and a right to it. */
  @Override
  public void probe() {
    try {
      client.listObjectsV2(
          r ->
              r.bucket(bucket)
                  .prefix(keys.prefix())
                  .maxKeys(1)
                  .overrideConfiguration(S3BlobStore::soon));
    } catch (SdkException failure) {
      throw S3Failure.of("trying the blob store", failure);
    }
  }

  /**
   * Whether the bucket keeps what is deleted as a version: key bundles too, so that a destroyed key
   * would not be destroyed.
   *
   * @throws ContentException if the store does not answer or does not tell
   */
  public boolean keepsVersions() {
    try {
      return client
              .getBucketVersioning(r -> r.bucket(bucket).overrideConfiguration(S3BlobStore::soon))
              .status()
          == BucketVersioningStatus.ENABLED;
    } catch (SdkException failure) {
      throw S3Failure.of("asking the blob store whether it keeps versions", failure);
    }
  }

  private static void soon(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallTimeout(Duration.ofMillis(ContentLimits.S3_PROBE_MILLIS));
  }

  /** Closes the connections. Writers and readers that are open fail. */
  @Override
  public void close() {
    client.close();
  }

  void put(String key, RequestBody body) {
    client.putObject(r -> r.bucket(bucket).key(key), body);
  }

  S3Upload beginUpload(String key) {
    return new S3Upload(client, bucket, key, clock);
  }

  void forget(S3BlobWriter writer) {
    openWriters.remove(writer);
  }

  private boolean isOpen(String key) {
    return openWriters.stream().anyMatch(writer -> writer.key().equals(key));
  }
}
