package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.awssdk.EmptyBlobStore;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.sites.SiteRole;
import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
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
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The sites of one caller, as S3Proxy's handler wants a store: a small object, made for each
 * request. It only dispatches, and sees to it that failures are such as the handler understands.
 */
final class SiteBlobStore extends ForwardingBlobStore {

  private final S3Caller caller;
  private final BucketOperations buckets;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ObjectListing listing;
  private final MultipartOperations uploads;

  SiteBlobStore(S3Caller caller, S3Call call) {
    super(new EmptyBlobStore());
    this.caller = caller;
    this.buckets = new BucketOperations(caller, call);
    this.reads = new ObjectReads(caller, call);
    this.writes = new ObjectWrites(caller, call);
    this.listing = new ObjectListing(caller);
    this.uploads = new MultipartOperations(caller, call);
  }

  @Override
  public ListBucketsResponse list(ListBucketsRequest request) {
    return S3Failures.translated(() -> buckets.list(request));
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    requireBucket(request.bucket(), SiteRole.READ);
    return HeadBucketResponse.builder().build();
  }

  private void requireBucket(String bucket, SiteRole role) {
    S3Failures.translated(() -> caller.siteNow(bucket, role));
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    return S3Failures.translated(
        () -> {
          buckets.create(request.bucket(), request.acl());
          return CreateBucketResponse.builder().build();
        });
  }

  @Override
  public void deleteBucket(String bucket) {
    S3Failures.translated(
        () -> {
          buckets.delete(bucket);
          return bucket;
        });
  }

  @Override
  public boolean supportsServerSideEncryption() {
    return true;
  }

  @Override
  public boolean supportsBucketEncryption() {
    return true;
  }

  @Override
  public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
    return S3Failures.translated(() -> buckets.encryption(request.bucket()));
  }

  @Override
  public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
    return S3Failures.translated(
        () -> {
          buckets.setEncryption(request.bucket(), request.serverSideEncryptionConfiguration());
          return PutBucketEncryptionResponse.builder().build();
        });
  }

  /** What S3 does too: the bucket goes back to its default, which is ours already. */
  @Override
  public DeleteBucketEncryptionResponse deleteBucketEncryption(
      DeleteBucketEncryptionRequest request) {
    requireBucket(request.bucket(), SiteRole.OWNER);
    return DeleteBucketEncryptionResponse.builder().build();
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    requireBucket(bucket, SiteRole.READ);
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public GetBucketAclResponse getContainerAcl(GetBucketAclRequest request) {
    return SdkResponses.bucketAcl(getContainerAccess(request.bucket()));
  }

  @Override
  public void setContainerAccess(String bucket, BucketCannedACL access) {
    requireBucket(bucket, SiteRole.OWNER);
    AccessLists.require(access);
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    blobMetadata(bucket, key);
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
    return SdkResponses.objectAcl(getBlobAccess(request.bucket(), request.key()));
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    requireBucket(bucket, SiteRole.WRITE);
    blobMetadata(bucket, key);
    AccessLists.require(access);
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    return S3Failures.translated(() -> listing.page(request));
  }

  @Override
  public ListObjectsResponse listV1(ListObjectsRequest request) {
    return S3Failures.translated(() -> listing.page(request));
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return blobMetadataIfPresent(bucket, key) != null;
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return S3Failures.translated(() -> reads.head(request));
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return S3Failures.translated(() -> reads.get(request));
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    return S3Failures.translated(() -> writes.put(request, content));
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return S3Failures.translated(() -> writes.copy(request));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return S3Failures.translated(
        () -> {
          writes.delete(request);
          return DeleteObjectResponse.builder().build();
        });
  }

  /** Several at a time, so that they share commits; the bucket is one question, not a thousand. */
  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    requireBucket(request.bucket(), SiteRole.WRITE);
    return super.removeBlobs(request);
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    return S3Failures.translated(() -> uploads.start(request));
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    return S3Failures.translated(() -> uploads.putPart(upload, request, content));
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return S3Failures.translated(() -> uploads.parts(upload));
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    return S3Failures.translated(() -> uploads.list(bucket));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return S3Failures.translated(() -> uploads.complete(upload, request));
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    S3Failures.translated(
        () -> {
          uploads.abort(upload);
          return upload;
        });
  }
}
