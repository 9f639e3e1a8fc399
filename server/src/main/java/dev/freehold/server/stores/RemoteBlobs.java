package dev.freehold.server.stores;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.s3.S3BlobStore;
import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.features.Closer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the blob store on S3. If that store is down, the server starts all the same. */
public final class RemoteBlobs {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteBlobs.class);

  private RemoteBlobs() {}

  /**
   * Opens the store.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} if the bucket keeps versions
   */
  static BlobStore open(S3Settings settings, Clock clock, Closer closer) {
    S3BlobStore blobs = closer.add(S3BlobStore.open(settings, clock));
    if (keepsVersions(blobs)) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          ("the bucket %s keeps versions of what is deleted, so no key could ever be destroyed;"
                  + " switch its versioning off and remove old versions, or take another bucket")
              .formatted(settings.bucket()));
    }
    return blobs;
  }

  /** Where the blobs are, for people. */
  public static String address(S3Settings settings) {
    return settings.endpoint() + "/" + settings.bucket();
  }

  private static boolean keepsVersions(S3BlobStore blobs) {
    try {
      return blobs.keepsVersions();
    } catch (ContentException unknown) {
      LOG.atError().addKeyValue("code", unknown.code()).log("blobs: {}", unknown.getMessage());
      return false;
    }
  }
}
