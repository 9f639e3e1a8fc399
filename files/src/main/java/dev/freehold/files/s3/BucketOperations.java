package dev.freehold.files.s3;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Buckets as one identity sees them. */
record BucketOperations(Identity identity, S3Call call) {

  /** The name under which S3Proxy's handler answers a state of its own, see {@link S3Servlet}. */
  static final String RESERVED = "healthz";

  ListBucketsResponse list() {
    List<Bucket> buckets =
        identity.sites().list(identity.tenantId(), identity.principalId()).stream()
            .sorted(Comparator.comparing(Site::name))
            .map(site -> SdkResponses.bucket(site.name(), site.createdAt()))
            .toList();
    return ListBucketsResponse.builder().buckets(buckets).build();
  }

  void create(String name, BucketCannedACL acl) {
    AccessLists.require(acl);
    if (name.equals(RESERVED)) {
      throw Failures.of(ErrorCode.INVALID_BUCKET_NAME, "this name is reserved; choose another");
    }
    Optional<String> geoCode = call.locationConstraint();
    try {
      identity.sites().create(identity.tenantId(), identity.principalId(), name, geoCode);
    } catch (FilesException refused) {
      if (refused.error() == FilesError.SITE_EXISTS && isVisible(name)) {
        throw Failures.of(ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, refused.getMessage());
      }
      throw refused;
    }
  }

  private boolean isVisible(String name) {
    return identity
        .sites()
        .find(identity.tenantId(), name)
        .flatMap(site -> identity.sites().roleOf(site.id(), identity.principalId()))
        .isPresent();
  }

  void delete(String name) {
    identity.sites().delete(identity.site(name, SiteRole.OWNER), identity.principalId());
  }

  GetBucketEncryptionResponse encryption(String name) {
    identity.site(name, SiteRole.READ);
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
    identity.site(name, SiteRole.OWNER);
    for (ServerSideEncryptionRule rule : wanted.rules()) {
      WantedEncryption.requireAlgorithm(
          rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
    }
  }
}
