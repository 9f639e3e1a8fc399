package dev.freehold.files.s3.awssdk;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A store in which nothing exists: what requests without a signature meet, and what lies under
 * every identity's store, so that an operation which that one does not know finds nothing rather
 * than something.
 */
public final class EmptyBlobStore implements BlobStore {

  @Override
  public ListBucketsResponse list() {
    return ListBucketsResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    throw nothing();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    throw nothing();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    throw S3Exceptions.fromStatusCode(403);
  }

  @Override
  public BucketCannedACL getContainerAccess(String container) {
    throw nothing();
  }

  @Override
  public void setContainerAccess(String container, BucketCannedACL access) {
    throw nothing();
  }

  @Override
  public void deleteBucket(String container) {
    throw nothing();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    throw nothing();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    throw nothing();
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    throw nothing();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    throw nothing();
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    throw nothing();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String container, String name) {
    throw nothing();
  }

  @Override
  public void setBlobAccess(String container, String name, ObjectCannedACL access) {
    throw nothing();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    throw nothing();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    throw nothing();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    throw nothing();
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    throw nothing();
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    throw nothing();
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String container) {
    throw nothing();
  }

  @Override
  public long getMinimumMultipartPartSize() {
    return 1;
  }

  private static NoSuchBucketException nothing() {
    return S3Exceptions.noSuchBucket("", "");
  }
}
