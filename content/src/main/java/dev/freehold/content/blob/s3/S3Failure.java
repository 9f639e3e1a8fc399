package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Tells what a failure of an S3 store means for its user. */
final class S3Failure {

  /** Amazon's, Ceph's and MinIO's words for no room. */
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "InsufficientCapacity");

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int INSUFFICIENT_STORAGE = 507;

  private S3Failure() {}

  /**
   * Gives {@code failure} its code.
   *
   * @param doing what was tried, as in "writing a blob"
   */
  static ContentException of(String doing, Exception failure) {
    return switch (failure) {
      case ContentException coded -> coded;
      case NoSuchBucketException gone -> noBucket(doing, gone);
      case AwsServiceException answered -> answered(doing, answered);
      default ->
          failed(doing + " failed: the S3 store does not answer; try again when it does", failure);
    };
  }

  /** The blob is there no more, or is another one, while somebody reads it. */
  static ContentException changed(Exception cause) {
    return failed(
        "reading a blob failed: it was deleted or replaced meanwhile; open it again", cause);
  }

  static boolean isNotFound(SdkException failure) {
    return failure instanceof AwsServiceException answered
        && answered.statusCode() == NOT_FOUND
        && !(failure instanceof NoSuchBucketException);
  }

  private static ContentException answered(String doing, AwsServiceException failure) {
    String code = code(failure);
    int status = failure.statusCode();
    if (status == INSUFFICIENT_STORAGE || FULL.contains(code)) {
      return new ContentException(
          ContentError.STORE_FULL,
          doing + " failed: the S3 store has no space or quota left for blobs; give it more",
          failure);
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return new ContentException(
          ContentError.STORE_DENIED,
          doing
              + " failed: the S3 store refused it (%d %s); check the access key, the secret key,"
                  .formatted(status, code)
              + " what they may do with the bucket, and this machine's clock",
          failure);
    }
    return failed(
        doing + " failed: the S3 store answered %d %s; try again".formatted(status, code), failure);
  }

  /**
   * What the store calls its error; that there is no word for it if it does not say, as where an
   * answer has no body.
   */
  private static String code(AwsServiceException failure) {
    return failure.awsErrorDetails() == null || failure.awsErrorDetails().errorCode() == null
        ? "without a reason"
        : failure.awsErrorDetails().errorCode();
  }

  private static ContentException noBucket(String doing, NoSuchBucketException failure) {
    return failed(
        doing + " failed: the bucket is not there; make it, or correct its name", failure);
  }

  private static ContentException failed(String message, Exception cause) {
    return new ContentException(ContentError.STORE_FAILED, message, cause);
  }
}
