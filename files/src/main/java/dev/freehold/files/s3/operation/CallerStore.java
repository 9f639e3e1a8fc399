package dev.freehold.files.s3.operation;

import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentPage;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.DocumentReads;
import dev.freehold.files.documents.DocumentSelection;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.s3.request.ETags;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.ReadConditions;
import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Exchange;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The store of one caller, for one request: buckets, uploads, and the documents that are put,
 * copied, read, listed and deleted.
 */
public final class CallerStore extends SiteUploads {

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  /** Which content an answer is about, in the words of the ledger. */
  private static final String DOCUMENT_ID = "x-freehold-document-id";

  /**
   * When a stream that nobody reads is ended: a timer for each would cost more than it is worth,
   * because the handler reads or closes it at once.
   */
  private static final Duration NEVER = Duration.ZERO;

  private static final DocumentPage EMPTY =
      new DocumentPage(List.of(), List.of(), List.of(), Optional.empty());

  /** The sites of {@code caller}, for the request of {@code exchange}. */
  public CallerStore(S3Services services, S3Caller caller, S3Exchange exchange) {
    super(services, caller, exchange);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    return work(() -> put(request, content));
  }

  private PutObjectResponse put(PutObjectRequest request, InputStream content) throws IOException {
    Site site = site(request.bucket(), SiteRole.WRITE);
    WantedEncryption.require(request);
    AccessLists.require(request.acl());
    StorageClasses.require(request.storageClassAsString());
    Document document =
        services
            .documents()
            .put(
                site,
                request.key(),
                Properties.of(request),
                content(content, request.bucket(), request.contentLength(), request.contentMD5()),
                ETags.conditions(request.ifMatch(), request.ifNoneMatch()),
                caller.requester());
    return PutObjectResponse.builder()
        .eTag(ETags.quoted(document.etag()))
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return work(() -> copy(request));
  }

  /**
   * Content is sealed again under the key of the site that it goes to, even if that is the same.
   */
  private CopyObjectResponse copy(CopyObjectRequest request) throws IOException {
    String bucket = request.destinationBucket();
    Site target = site(bucket, SiteRole.WRITE);
    Site from = site(request.sourceBucket(), SiteRole.READ);
    WantedEncryption.require(request);
    AccessLists.require(request.acl());
    try (OpenDocument source =
            services.documents().open(from, request.sourceKey(), caller.requester());
        InputStream content = source.stream(0, source.document().sizeBytes())) {
      ReadConditions.ofSource(request).requireForCopy(source.document());
      record(from, source.document(), DocumentReads.Extent.COPY);
      Document copy =
          services
              .documents()
              .put(
                  target,
                  request.destinationKey(),
                  properties(source.document(), request),
                  new NewContent(
                      content,
                      OptionalLong.of(source.document().sizeBytes()),
                      Optional.of(source.document().etag()).filter(MD5.asMatchPredicate()),
                      () -> site(bucket, SiteRole.WRITE)),
                  exchange.request().conditions(),
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

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return work(
        () -> {
          Site site = site(request.bucket(), SiteRole.WRITE);
          if (request.ifMatchSize() != null || request.ifMatchLastModifiedTime() != null) {
            throw S3Failures.of(
                ErrorCode.NOT_IMPLEMENTED, "a deletion can be made to depend on If-Match only");
          }
          services
              .documents()
              .delete(
                  site,
                  request.key(),
                  ETags.conditions(request.ifMatch(), null),
                  caller.requester());
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
  public boolean blobExists(String bucket, String key) {
    return blobMetadataIfPresent(bucket, key) != null;
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return work(
        () -> {
          Site site = site(request.bucket(), SiteRole.READ);
          Document document = services.documents().require(site, request.key(), caller.requester());
          exchange.request().headConditions().requireForRead(document);
          name(document);
          return SdkResponses.toHead(Properties.response(document).build());
        });
  }

  /** The handler closes what this returns. */
  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return work(() -> read(request));
  }

  private ResponseInputStream<GetObjectResponse> read(GetObjectRequest request) {
    Site site = site(request.bucket(), SiteRole.READ);
    OpenDocument opened =
        services
            .documents()
            .open(site, request.key(), found -> wanted(request, found), caller.requester());
    try {
      Document document = opened.document();
      RangeHeader range = range(request, document);
      boolean isWhole = range.length() == document.sizeBytes();
      record(site, document, isWhole ? DocumentReads.Extent.WHOLE : DocumentReads.Extent.RANGE);
      name(document);
      GetObjectResponse.Builder response = Properties.response(document);
      if (request.range() != null) {
        response.contentLength(range.length()).contentRange(range.header(document.sizeBytes()));
      }
      InputStream content = new Content(opened.stream(range.from(), range.length()), opened);
      return new ResponseInputStream<>(response.build(), content, NEVER);
    } catch (RuntimeException refused) {
      opened.close();
      throw refused;
    }
  }

  private void record(Site site, Document document, DocumentReads.Extent extent) {
    services
        .reads()
        .record(site.tenantId(), document, extent, caller.accessKeyId(), caller.requester());
  }

  /** Says which entries of the audit log are about this content. */
  private void name(Document document) {
    exchange.response().setHeader(DOCUMENT_ID, document.id().toString());
  }

  private static ByteSpan wanted(GetObjectRequest request, Document document) {
    ReadConditions.of(request).requireForRead(document);
    RangeHeader range = range(request, document);
    return new ByteSpan(range.from(), range.length());
  }

  private static RangeHeader range(GetObjectRequest request, Document document) {
    return request.range() == null
        ? new RangeHeader(0, document.sizeBytes())
        : RangeHeader.of(request.range(), document.sizeBytes());
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    return work(
        () -> ObjectListing.version2(page(request.bucket(), ObjectListing.selection(request))));
  }

  @Override
  public ListObjectsResponse listV1(ListObjectsRequest request) {
    return work(
        () -> ObjectListing.version1(page(request.bucket(), ObjectListing.selection(request))));
  }

  private DocumentPage page(String bucket, DocumentSelection selection) {
    Site site = site(bucket, SiteRole.READ);
    return selection.max() == 0
        ? EMPTY
        : services.documents().list(site, selection, caller.requester());
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

  /**
   * Content for the handler, which asks where to write it to, reads it to its end and closes it.
   * Closes the document, too.
   */
  private final class Content extends FilterInputStream {

    private final OpenDocument opened;

    Content(InputStream content, OpenDocument opened) {
      super(content);
      this.opened = opened;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      exchange.send(in);
      return super.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
      try (opened) {
        super.close();
      }
    }
  }
}
