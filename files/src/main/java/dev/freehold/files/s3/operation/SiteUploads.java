package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.s3.request.ETags;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.PartsPage;
import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Exchange;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.files.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The buckets of one caller, and the documents that come to them in parts; for one request. */
class SiteUploads extends SiteBuckets {

  SiteUploads(S3Services services, S3Caller caller, S3Exchange exchange) {
    super(services, caller, exchange);
  }

  private Uploads uploads() {
    return services.uploads();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    return work(() -> start(request));
  }

  private MultipartUpload start(CreateMultipartUploadRequest request) {
    Site site = site(request.bucket(), SiteRole.WRITE);
    WantedEncryption.require(request);
    AccessLists.require(request.acl());
    StorageClasses.require(request.storageClassAsString());
    Upload upload =
        uploads().start(site, request.key(), Properties.of(request), caller.requester());
    return new MultipartUpload(
        upload.id().toString(),
        request,
        CreateMultipartUploadResponse.builder()
            .serverSideEncryption(ServerSideEncryption.AES256)
            .build());
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    return work(() -> putPart(upload, request, content));
  }

  private UploadPartResponse putPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) throws IOException {
    Found found = require(upload);
    WantedEncryption.require(request);
    UploadedPart part =
        uploads()
            .putPart(
                found.site(),
                found.upload().id(),
                request.partNumber(),
                content(content, request.bucket(), request.contentLength(), request.contentMD5()),
                caller.requester());
    return UploadPartResponse.builder()
        .eTag(ETags.quoted(part.etag()))
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  /**
   * Content as a request announces it, which is kept only if the caller may still write at its end:
   * it may have lost the right meanwhile.
   *
   * @param base64Md5 Base64 of 16 bytes, as the handler has seen to; null if there is none
   */
  final NewContent content(InputStream stream, String bucket, long sizeBytes, String base64Md5) {
    Optional<String> md5 =
        Optional.ofNullable(base64Md5)
            .map(text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
    return new NewContent(
        stream, OptionalLong.of(sizeBytes), md5, () -> site(bucket, SiteRole.WRITE));
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return work(() -> parts(upload));
  }

  private List<Part> parts(MultipartUpload upload) {
    return (exchange.request().isCompletion() ? toComplete(upload) : page(require(upload)))
        .stream()
            .map(
                part ->
                    SdkResponses.part(
                        part.number(),
                        part.sizeBytes(),
                        ETags.quoted(part.etag()),
                        part.modifiedAt()))
            .toList();
  }

  /**
   * Of an upload that is not there, a completion is told no parts: the handler then looks whether
   * the document is what these parts make, and confirms it to a client whose answer was lost.
   */
  private List<UploadedPart> toComplete(MultipartUpload upload) {
    try {
      Found found = require(upload);
      PartOrder.require(exchange.body().recorded());
      List<UploadedPart> parts =
          uploads().parts(found.site(), found.upload().id(), caller.requester());
      if (parts.isEmpty()) {
        throw new FilesException(
            FilesError.PART_INVALID, "no part of this upload has come; send its parts again");
      }
      return parts;
    } catch (FilesException gone) {
      if (gone.error() == FilesError.UPLOAD_NOT_FOUND) {
        return List.of();
      }
      throw gone;
    }
  }

  private List<UploadedPart> page(Found found) {
    PartsPage page = exchange.partsPage();
    return page.take(
        uploads()
            .parts(
                found.site(),
                found.upload().id(),
                page.after(),
                page.toFind(),
                caller.requester()));
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    return work(() -> open(bucket));
  }

  private List<software.amazon.awssdk.services.s3.model.MultipartUpload> open(String bucket) {
    Site site = site(bucket, SiteRole.WRITE);
    return uploads().list(site, caller.requester()).stream()
        .map(
            upload ->
                SdkResponses.upload(upload.name(), upload.id().toString(), upload.startedAt()))
        .toList();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return work(() -> complete(upload, request));
  }

  private CompleteMultipartUploadResponse complete(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    Found found = require(upload);
    List<ChosenPart> parts =
        request.multipartUpload().parts().stream()
            .map(part -> new ChosenPart(part.partNumber(), ETags.unquoted(part.eTag())))
            .toList();
    requireAnnouncedSize(found, parts);
    Document document =
        uploads()
            .complete(
                found.site(),
                found.upload().id(),
                parts,
                ETags.conditions(request.ifMatch(), request.ifNoneMatch()),
                caller.requester());
    return CompleteMultipartUploadResponse.builder()
        .eTag(ETags.quoted(document.etag()))
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  private void requireAnnouncedSize(Found found, List<ChosenPart> chosen) {
    if (exchange.objectSizeBytes().isEmpty()) {
      return;
    }
    Map<Integer, Long> sizes = new HashMap<>();
    uploads()
        .parts(found.site(), found.upload().id(), caller.requester())
        .forEach(part -> sizes.put(part.number(), part.sizeBytes()));
    long sum = chosen.stream().mapToLong(part -> sizes.getOrDefault(part.number(), 0L)).sum();
    if (sum != exchange.objectSizeBytes().getAsLong()) {
      throw S3Failures.of(
          ErrorCode.INVALID_REQUEST,
          "the parts have " + sum + " bytes together, not what x-amz-mp-object-size says");
    }
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    work(
        () -> {
          Found found = require(upload);
          uploads().abort(found.site(), found.upload().id(), caller.requester());
          return upload;
        });
  }

  private record Found(Site site, Upload upload) {}

  /** The upload, which must be one to the name in the request's path. */
  private Found require(MultipartUpload wanted) {
    Site site = site(wanted.containerName(), SiteRole.WRITE);
    Upload upload = uploads().require(site, id(wanted.id()), caller.requester());
    if (!upload.name().equals(wanted.blobName())) {
      throw noSuchUpload();
    }
    return new Found(site, upload);
  }

  private static UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
      throw noSuchUpload();
    } catch (IllegalArgumentException foreign) {
      throw noSuchUpload();
    }
  }

  private static FilesException noSuchUpload() {
    return new FilesException(
        FilesError.UPLOAD_NOT_FOUND, "there is no such upload; it may be complete or aborted");
  }
}
