package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** There is one class of storage; a promise of another one would not be kept. */
final class StorageClasses {

  private StorageClasses() {}

  static void require(String storageClass) {
    if (storageClass != null && !storageClass.equals(StorageClass.STANDARD.toString())) {
      throw S3Failures.of(
          ErrorCode.INVALID_STORAGE_CLASS, "the only storage class is STANDARD; leave it out");
    }
  }
}
