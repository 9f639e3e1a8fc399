package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentPage;
import dev.freehold.files.documents.DocumentSelection;
import dev.freehold.files.s3.request.ETags;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pages of a site's documents, in both versions of the protocol. */
public record ObjectListing(S3Caller caller) {

  /** The storage class of documents whose rows are damaged. */
  public static final String DAMAGED = "DAMAGED";

  private static final Comparator<S3Object> BY_NAME =
      Comparator.comparing(
          object -> object.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final DocumentPage EMPTY =
      new DocumentPage(List.of(), List.of(), List.of(), Optional.empty());

  ListObjectsV2Response page(ListObjectsV2Request request) {
    String after =
        request.continuationToken() == null
            ? request.startAfter()
            : ContinuationToken.open(request.continuationToken());
    DocumentPage page =
        page(request.bucket(), request.prefix(), request.delimiter(), after, request.maxKeys());
    return ListObjectsV2Response.builder()
        .contents(objects(page))
        .commonPrefixes(prefixes(page))
        .nextContinuationToken(page.next().map(ContinuationToken::of).orElse(null))
        .isTruncated(page.next().isPresent())
        .build();
  }

  ListObjectsResponse page(ListObjectsRequest request) {
    DocumentPage page =
        page(
            request.bucket(),
            request.prefix(),
            request.delimiter(),
            request.marker(),
            request.maxKeys());
    return ListObjectsResponse.builder()
        .contents(objects(page))
        .commonPrefixes(prefixes(page))
        .nextMarker(page.next().orElse(null))
        .isTruncated(page.next().isPresent())
        .build();
  }

  private DocumentPage page(
      String bucket, String prefix, String delimiter, String after, Integer maxKeys) {
    Site site = caller.site(bucket, SiteRole.READ);
    OptionalInt wanted = maxKeys == null ? OptionalInt.empty() : OptionalInt.of(maxKeys);
    int max = Math.min(wanted.orElse(FilesLimits.MAX_PAGE_ENTRIES), FilesLimits.MAX_PAGE_ENTRIES);
    if (max == 0) {
      return EMPTY;
    }
    return caller
        .services()
        .documents()
        .list(
            site,
            new DocumentSelection(
                prefix == null ? "" : prefix,
                Optional.ofNullable(delimiter).filter(text -> !text.isEmpty()),
                after == null ? "" : after,
                max),
            caller.requester());
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
