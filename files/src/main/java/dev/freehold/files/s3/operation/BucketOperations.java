package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.s3.S3Servlet;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Buckets as one caller sees them. */
public record BucketOperations(S3Caller caller, S3Call call) {

  /** The name under which S3Proxy's handler answers a state of its own, see {@link S3Servlet}. */
  public static final String RESERVED = "healthz";

  private Sites sites() {
    return caller.services().sites();
  }

  /** Only those on which the caller has a role, by pages of what the client wants at most. */
  ListBucketsResponse list(ListBucketsRequest request) {
    String prefix = request.prefix() == null ? "" : request.prefix();
    String after = request.continuationToken() == null ? "" : request.continuationToken();
    List<Bucket> found = new ArrayList<>();
    List<Site> page;
    do {
      page =
          sites()
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

  void create(String name, BucketCannedACL acl) {
    AccessLists.require(acl);
    if (name.equals(RESERVED)) {
      throw S3Failures.of(ErrorCode.INVALID_BUCKET_NAME, "this name is reserved; choose another");
    }
    if (!caller.mayMakeSites()) {
      throw new FilesException(
          FilesError.ACCESS_DENIED, "you may not make sites; ask an administrator for one");
    }
    Optional<String> geoCode = call.locationConstraint();
    try {
      sites()
          .create(
              caller.tenantId(),
              name,
              SiteKind.TEAM_SITE,
              geoCode,
              caller.principalId(),
              caller.requester());
    } catch (FilesException refused) {
      if (refused.error() == FilesError.SITE_EXISTS && caller.reaches(name)) {
        throw S3Failures.of(ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, refused.getMessage());
      }
      throw refused;
    }
  }

  void delete(String name) {
    sites().delete(caller.siteNow(name, SiteRole.OWNER), caller.requester());
  }

  GetBucketEncryptionResponse encryption(String name) {
    caller.siteNow(name, SiteRole.READ);
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
  void setEncryption(String name, ServerSideEncryptionConfiguration wanted) {
    caller.siteNow(name, SiteRole.OWNER);
    for (ServerSideEncryptionRule rule : wanted.rules()) {
      WantedEncryption.requireAlgorithm(
          rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
    }
  }
}
