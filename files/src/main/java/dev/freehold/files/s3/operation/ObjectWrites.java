package dev.freehold.files.s3.operation;

import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.s3.request.ETags;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.ReadConditions;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Documents that are put, copied and deleted. */
record ObjectWrites(S3Caller caller, S3Call call) {

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private Documents documents() {
    return caller.services().documents();
  }

  PutObjectResponse put(PutObjectRequest request, InputStream content) throws IOException {
    Site site = caller.site(request.bucket(), SiteRole.WRITE);
    WantedEncryption.require(request);
    AccessLists.require(request.acl());
    StorageClasses.require(request.storageClassAsString());
    Document document =
        documents()
            .put(
                site,
                request.key(),
                Properties.of(request),
                Contents.of(
                    caller.content(content, request.bucket()),
                    request.contentLength(),
                    request.contentMD5()),
                ETags.conditions(request.ifMatch(), request.ifNoneMatch()),
                caller.requester());
    return PutObjectResponse.builder()
        .eTag(ETags.quoted(document.etag()))
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  /**
   * Content is sealed again under the key of the site that it goes to, even if that is the same.
   */
  CopyObjectResponse copy(CopyObjectRequest request) throws IOException {
    Site target = caller.site(request.destinationBucket(), SiteRole.WRITE);
    Site from = caller.site(request.sourceBucket(), SiteRole.READ);
    WantedEncryption.require(request);
    AccessLists.require(request.acl());
    try (OpenDocument source = documents().open(from, request.sourceKey(), caller.requester());
        InputStream content = source.stream(0, source.document().sizeBytes())) {
      ReadConditions.ofSource(request).requireForCopy(source.document());
      Document copy =
          documents()
              .put(
                  target,
                  request.destinationKey(),
                  properties(source.document(), request),
                  new NewContent(
                      caller.content(content, request.destinationBucket()),
                      OptionalLong.of(source.document().sizeBytes()),
                      Optional.of(source.document().etag()).filter(MD5.asMatchPredicate())),
                  call.conditions(),
                  caller.requester());
      return CopyObjectResponse.builder()
          .copyObjectResult(
              CopyObjectResult.builder()
                  .eTag(ETags.quoted(copy.etag()))
                  .lastModified(copy.modifiedAt())
                  .build())
          .serverSideEncryption(ServerSideEncryption.AES256)
          .build();
    }
  }

  private static DocumentProperties properties(Document source, CopyObjectRequest request) {
    return request.metadataDirective() == MetadataDirective.REPLACE
        ? Properties.replacing(source.properties(), request)
        : source.properties();
  }

  void delete(DeleteObjectRequest request) {
    Site site = caller.site(request.bucket(), SiteRole.WRITE);
    if (request.ifMatchSize() != null || request.ifMatchLastModifiedTime() != null) {
      throw S3Failures.of(
          ErrorCode.NOT_IMPLEMENTED, "a deletion can be made to depend on If-Match only");
    }
    documents()
        .delete(site, request.key(), ETags.conditions(request.ifMatch(), null), caller.requester());
  }
}
