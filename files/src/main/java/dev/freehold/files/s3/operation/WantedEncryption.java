package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * The encryption that a client asks for. Everything is AES-256 under the site's key, so {@code
 * AES256} is what we do. A key of the client's own, or one named in a key service of Amazon's, we
 * do not use, and say so: a client must not believe that its key protects what ours does.
 */
final class WantedEncryption {

  private WantedEncryption() {}

  static void require(PutObjectRequest request) {
    require(request.serverSideEncryptionAsString(), request.sseCustomerAlgorithm());
    refuseCustomerKey(request.sseCustomerKey());
  }

  static void require(CreateMultipartUploadRequest request) {
    require(request.serverSideEncryptionAsString(), request.sseCustomerAlgorithm());
    refuseCustomerKey(request.sseCustomerKey());
  }

  static void require(UploadPartRequest request) {
    refuseCustomerKey(request.sseCustomerAlgorithm());
    refuseCustomerKey(request.sseCustomerKey());
  }

  static void require(CopyObjectRequest request) {
    require(request.serverSideEncryptionAsString(), request.sseCustomerAlgorithm());
    refuseCustomerKey(request.sseCustomerKey());
    refuseCustomerKey(request.copySourceSSECustomerAlgorithm());
    refuseCustomerKey(request.copySourceSSECustomerKey());
  }

  private static void require(String algorithm, String customerAlgorithm) {
    requireAlgorithm(algorithm);
    refuseCustomerKey(customerAlgorithm);
  }

  /** Refuses an algorithm other than ours; null asks for none. */
  static void requireAlgorithm(String algorithm) {
    if (algorithm != null && !algorithm.equals(ServerSideEncryption.AES256.toString())) {
      throw S3Failures.of(
          ErrorCode.NOT_IMPLEMENTED,
          "only AES256 is supported: objects are sealed under the bucket's key, which your"
              + " organisation's key vaults hold; leave aws:kms and the key id out");
    }
  }

  private static void refuseCustomerKey(String field) {
    if (field != null) {
      throw S3Failures.of(
          ErrorCode.NOT_IMPLEMENTED,
          "keys of the request's own (SSE-C) are not supported: objects are sealed under the"
              + " bucket's key; leave the customer key headers out");
    }
  }
}
