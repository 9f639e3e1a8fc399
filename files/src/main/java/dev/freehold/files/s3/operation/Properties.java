package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.s3.request.ETags;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gaul.s3proxy.checksum.FlexChecksum;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What a client keeps beside a document, between the protocol's fields and ours. */
final class Properties {

  private static final String CACHE_CONTROL = "cache-control";
  private static final String CONTENT_DISPOSITION = "content-disposition";
  private static final String CONTENT_ENCODING = "content-encoding";
  private static final String CONTENT_LANGUAGE = "content-language";
  private static final String CONTENT_TYPE = "content-type";
  private static final String EXPIRES = "expires";

  private Properties() {}

  @SuppressWarnings("deprecation") // the SDK's replacement is a string, the handler has the date
  static DocumentProperties of(PutObjectRequest request) {
    Map<String, String> headers = new HashMap<>();
    keep(headers, CACHE_CONTROL, request.cacheControl());
    keep(headers, CONTENT_DISPOSITION, request.contentDisposition());
    keep(headers, CONTENT_ENCODING, request.contentEncoding());
    keep(headers, CONTENT_LANGUAGE, request.contentLanguage());
    keep(headers, CONTENT_TYPE, request.contentType());
    keep(headers, EXPIRES, request.expires());
    return properties(headers, request.metadata());
  }

  @SuppressWarnings("deprecation")
  static DocumentProperties of(CreateMultipartUploadRequest request) {
    Map<String, String> headers = new HashMap<>();
    keep(headers, CACHE_CONTROL, request.cacheControl());
    keep(headers, CONTENT_DISPOSITION, request.contentDisposition());
    keep(headers, CONTENT_ENCODING, request.contentEncoding());
    keep(headers, CONTENT_LANGUAGE, request.contentLanguage());
    keep(headers, CONTENT_TYPE, request.contentType());
    keep(headers, EXPIRES, request.expires());
    return properties(headers, request.metadata());
  }

  /** Those that a copy gets instead of its source's; the content's checksums stay true. */
  @SuppressWarnings("deprecation")
  static DocumentProperties replacing(DocumentProperties source, CopyObjectRequest request) {
    Map<String, String> headers = new HashMap<>();
    keep(headers, CACHE_CONTROL, request.cacheControl());
    keep(headers, CONTENT_DISPOSITION, request.contentDisposition());
    keep(headers, CONTENT_ENCODING, request.contentEncoding());
    keep(headers, CONTENT_LANGUAGE, request.contentLanguage());
    keep(headers, CONTENT_TYPE, request.contentType());
    keep(headers, EXPIRES, request.expires());
    DocumentProperties replaced = properties(headers, request.metadata());
    return new DocumentProperties(headers, replaced.userMetadata(), source.checksums());
  }

  private static void keep(Map<String, String> headers, String name, Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }

  /** The handler hands over the checksums that it verifies among the client's metadata. */
  private static DocumentProperties properties(
      Map<String, String> headers, Map<String, String> metadata) {
    Map<String, String> own = new HashMap<>();
    Map<String, String> checksums = new HashMap<>();
    metadata.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(FlexChecksum.METADATA_PREFIX)) {
            checksums.put(lower.substring(FlexChecksum.METADATA_PREFIX.length()), value);
          } else {
            own.put(lower, value);
          }
        });
    requireShort(own);
    return new DocumentProperties(headers, own, checksums);
  }

  /** As S3 counts: the names, without what all begin with, and the values. */
  private static void requireShort(Map<String, String> own) {
    long bytes =
        own.entrySet().stream()
            .mapToLong(entry -> utf8Bytes(entry.getKey()) + utf8Bytes(entry.getValue()))
            .sum();
    if (bytes > FilesLimits.MAX_USER_METADATA_BYTES) {
      throw S3Failures.of(
          ErrorCode.METADATA_TOO_LARGE,
          "user metadata has at most %d bytes, names and values together; these have %d"
              .formatted(FilesLimits.MAX_USER_METADATA_BYTES, bytes));
    }
  }

  private static long utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * What a read of a document says of it; the content's length is that of the whole. The time is
   * what HTTP can say, since the handler compares it with what clients had from it.
   */
  @SuppressWarnings("deprecation")
  static GetObjectResponse.Builder response(Document document) {
    Map<String, String> headers = document.properties().headers();
    Map<String, String> metadata = new HashMap<>(document.properties().userMetadata());
    document
        .properties()
        .checksums()
        .forEach((name, value) -> metadata.put(FlexChecksum.METADATA_PREFIX + name, value));
    String expires = headers.get(EXPIRES);
    return GetObjectResponse.builder()
        .cacheControl(headers.get(CACHE_CONTROL))
        .contentDisposition(headers.get(CONTENT_DISPOSITION))
        .contentEncoding(headers.get(CONTENT_ENCODING))
        .contentLanguage(headers.get(CONTENT_LANGUAGE))
        .contentType(headers.get(CONTENT_TYPE))
        .expires(expires == null ? null : Instant.parse(expires))
        .contentLength(document.sizeBytes())
        .eTag(ETags.quoted(document.etag()))
        .lastModified(document.modifiedAt().truncatedTo(ChronoUnit.SECONDS))
        .metadata(metadata)
        .serverSideEncryption(ServerSideEncryption.AES256);
  }
}
