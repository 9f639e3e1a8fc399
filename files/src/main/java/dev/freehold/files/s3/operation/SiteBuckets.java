package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.s3.awssdk.EmptyBlobStore;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Exchange;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.s3.request.S3Request;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.files.sites.SiteRole;
import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * The sites of one caller as buckets, for one request. S3Proxy's handler wants one store for all it
 * may be asked: {@link SiteUploads} adds the uploads in parts, {@link CallerStore} the objects, and
 * what none of them knows meets a store in which nothing exists.
 */
class SiteBuckets extends ForwardingBlobStore {

  final S3Services services;
  final S3Caller caller;
  final S3Exchange exchange;

  SiteBuckets(S3Services services, S3Caller caller, S3Exchange exchange) {
    super(new EmptyBlobStore());
    this.services = services;
    this.caller = caller;
    this.exchange = exchange;
  }

  /**
   * Does what the handler asks for. It asks only once the signature holds; what this throws, it
   * understands.
   */
  final <R> R work(S3Failures.Work<R> work) {
    return S3Failures.translated(
        () -> {
          exchange.signatureHolds();
          return work.run();
        });
  }

  /**
   * The site of that name, if the caller may do that much in it.
   *
   * @throws FilesException {@code site-not-found}, {@code site-access-denied}
   */
  final Site site(String bucket, SiteRole needed) {
    return services.accesses().require(caller.tenantId(), bucket, caller.principalId(), needed);
  }

  /** The same as it is now, for what is asked of the bucket alone. */
  private Site siteNow(String bucket, SiteRole needed) {
    return services.accesses().requireNow(caller.tenantId(), bucket, caller.principalId(), needed);
  }

  final void requireBucket(String bucket, SiteRole role) {
    work(() -> siteNow(bucket, role));
  }

  /** Only those on which the caller has a role, by pages of what the client wants at most. */
  @Override
  public ListBucketsResponse list(ListBucketsRequest request) {
    return work(() -> page(request));
  }

  private ListBucketsResponse page(ListBucketsRequest request) {
    String prefix = request.prefix() == null ? "" : request.prefix();
    String after = request.continuationToken() == null ? "" : request.continuationToken();
    List<Bucket> found = new ArrayList<>();
    List<Site> page;
    do {
      page =
          services
              .sites()
              .listOf(caller.tenantId(), caller.principalId(), after, FilesLimits.MAX_PAGE_ENTRIES);
      for (Site site : page) {
        after = site.name();
        if (!site.name().startsWith(prefix)) {
          continue;
        }
        if (found.size() == request.maxBuckets()) {
          return response(found, found.getLast().name());
        }
        found.add(SdkResponses.bucket(site.name(), site.createdAt()));
      }
    } while (page.size() == FilesLimits.MAX_PAGE_ENTRIES);
    return response(found, null);
  }

  private static ListBucketsResponse response(List<Bucket> buckets, String next) {
    return ListBucketsResponse.builder().buckets(buckets).continuationToken(next).build();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    requireBucket(request.bucket(), SiteRole.READ);
    return HeadBucketResponse.builder().build();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    return work(
        () -> {
          create(request.bucket(), request.acl());
          return CreateBucketResponse.builder().build();
        });
  }

  private void create(String name, BucketCannedACL acl) {
    AccessLists.require(acl);
    if (name.equals(S3Request.RESERVED_BUCKET)) {
      throw S3Failures.of(ErrorCode.INVALID_BUCKET_NAME, "this name is reserved; choose another");
    }
    if (!services.makers().mayMake(caller.tenantId(), caller.principalId(), caller.roles())) {
      throw new FilesException(
          FilesError.ACCESS_DENIED, "you may not make sites; ask an administrator for one");
    }
    try {
      services
          .sites()
          .create(
              caller.tenantId(),
              name,
              SiteKind.TEAM_SITE,
              LocationConstraint.of(exchange.body().recorded()),
              caller.principalId(),
              caller.requester());
    } catch (FilesException refused) {
      if (refused.error() == FilesError.SITE_EXISTS && reaches(name)) {
        throw S3Failures.of(ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, refused.getMessage());
      }
      throw refused;
    }
  }

  private boolean reaches(String bucket) {
    return services
        .accesses()
        .find(caller.tenantId(), bucket, caller.principalId(), SiteRole.READ)
        .isPresent();
  }

  @Override
  public void deleteBucket(String bucket) {
    work(
        () -> {
          services.sites().delete(siteNow(bucket, SiteRole.OWNER), caller.requester());
          return bucket;
        });
  }

  /** Where the bucket is that the request names: the code of its site's geo. */
  public final String location() {
    return work(() -> services.sites().geoCode(siteNow(caller.bucket(), SiteRole.READ)));
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
    requireBucket(request.bucket(), SiteRole.READ);
    ServerSideEncryptionByDefault ours =
        ServerSideEncryptionByDefault.builder().sseAlgorithm(ServerSideEncryption.AES256).build();
    return GetBucketEncryptionResponse.builder()
        .serverSideEncryptionConfiguration(
            ServerSideEncryptionConfiguration.builder()
                .rules(
                    ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(ours)
                        .build())
                .build())
        .build();
  }

  /** Accepts what is true anyway. */
  @Override
  public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
    requireBucket(request.bucket(), SiteRole.OWNER);
    for (ServerSideEncryptionRule rule : request.serverSideEncryptionConfiguration().rules()) {
      WantedEncryption.requireAlgorithm(
          rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
    }
    return PutBucketEncryptionResponse.builder().build();
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
}
