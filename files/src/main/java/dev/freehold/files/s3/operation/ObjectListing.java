package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentPage;
import dev.freehold.files.documents.DocumentSelection;
import dev.freehold.files.s3.request.ETags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pages of a site's documents, between both versions of the protocol and ours. */
public final class ObjectListing {

  /** The storage class of documents whose rows are damaged. */
  public static final String DAMAGED = "DAMAGED";

  private static final Comparator<S3Object> BY_NAME =
      Comparator.comparing(
          object -> object.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private ObjectListing() {}

  static DocumentSelection selection(ListObjectsV2Request request) {
    String after =
        request.continuationToken() == null
            ? request.startAfter()
            : ContinuationToken.open(request.continuationToken());
    return selection(request.prefix(), request.delimiter(), after, request.maxKeys());
  }

  static DocumentSelection selection(ListObjectsRequest request) {
    return selection(request.prefix(), request.delimiter(), request.marker(), request.maxKeys());
  }

  private static DocumentSelection selection(
      String prefix, String delimiter, String after, Integer maxKeys) {
    int wanted = maxKeys == null ? FilesLimits.MAX_PAGE_ENTRIES : maxKeys;
    return new DocumentSelection(
        prefix == null ? "" : prefix,
        Optional.ofNullable(delimiter).filter(text -> !text.isEmpty()),
        after == null ? "" : after,
        Math.min(wanted, FilesLimits.MAX_PAGE_ENTRIES));
  }

  static ListObjectsV2Response version2(DocumentPage page) {
    return ListObjectsV2Response.builder()
        .contents(objects(page))
        .commonPrefixes(prefixes(page))
        .nextContinuationToken(page.next().map(ContinuationToken::of).orElse(null))
        .isTruncated(page.next().isPresent())
        .build();
  }

  static ListObjectsResponse version1(DocumentPage page) {
    return ListObjectsResponse.builder()
        .contents(objects(page))
        .commonPrefixes(prefixes(page))
        .nextMarker(page.next().orElse(null))
        .isTruncated(page.next().isPresent())
        .build();
  }

  private static List<S3Object> objects(DocumentPage page) {
    if (page.damaged().isEmpty()) {
      return page.documents().stream().map(ObjectListing::object).toList();
    }
    return Stream.concat(
            page.documents().stream().map(ObjectListing::object),
            page.damaged().stream().map(ObjectListing::damaged))
        .sorted(BY_NAME)
        .toList();
  }

  /**
   * A document whose name is all that is known. No client takes it for a copy of what it has, and
   * anyone who reads it is told that it is damaged.
   */
  private static S3Object damaged(String name) {
    return S3Object.builder()
        .key(name)
        .eTag(ETags.quoted(DAMAGED.toLowerCase(Locale.ROOT)))
        .size(0L)
        .lastModified(Instant.EPOCH)
        .storageClass(DAMAGED)
        .build();
  }

  private static S3Object object(Document document) {
    return S3Object.builder()
        .key(document.name())
        .eTag(ETags.quoted(document.etag()))
        .size(document.sizeBytes())
        .lastModified(document.modifiedAt())
        .storageClass(ObjectStorageClass.STANDARD)
        .build();
  }

  private static List<CommonPrefix> prefixes(DocumentPage page) {
    return page.commonPrefixes().stream()
        .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
        .toList();
  }
}
