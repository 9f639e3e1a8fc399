package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects through the official client. */
class ObjectsTest {

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    s3 = server.owner();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static void put(String key, String content) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private static String get(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  @Test
  @DisplayName("What was put comes back with its headers, metadata, ETag and the truth about SSE")
  void roundTrip() {
    var stored =
        s3.putObject(
            put ->
                put.bucket(BUCKET)
                    .key("a/report.txt")
                    .contentType("text/plain")
                    .contentLanguage("de")
                    .cacheControl("no-cache")
                    .contentDisposition("attachment")
                    .contentEncoding("identity")
                    .expires(Instant.parse("2030-01-01T00:00:00Z"))
                    .metadata(Map.of("Case", "kept low"))
                    .serverSideEncryption(ServerSideEncryption.AES256),
            RequestBody.fromString("hello"));
    ResponseBytes<GetObjectResponse> read =
        s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/report.txt"));
    assertThat(stored.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(stored.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(read.asUtf8String()).isEqualTo("hello");
    assertThat(read.response().contentType()).isEqualTo("text/plain");
    assertThat(read.response().contentLanguage()).isEqualTo("de");
    assertThat(read.response().cacheControl()).isEqualTo("no-cache");
    assertThat(read.response().contentDisposition()).isEqualTo("attachment");
    assertThat(read.response().contentEncoding()).isEqualTo("identity");
    assertThat(read.response().expiresString()).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
    assertThat(read.response().metadata()).containsExactly(Map.entry("case", "kept low"));
    assertThat(read.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
  }

  @ParameterizedTest
  @DisplayName("Every kind of checksum is kept and given back to who asks for it")
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksums(ChecksumAlgorithm algorithm) {
    var stored =
        s3.putObject(
            put -> put.bucket(BUCKET).key("sum").checksumAlgorithm(algorithm),
            RequestBody.fromString("content"));
    HeadObjectResponse head =
        s3.headObject(ask -> ask.bucket(BUCKET).key("sum").checksumMode(ChecksumMode.ENABLED));
    assertThat(List.of(values(head))).isEqualTo(List.of(values(stored.toString())));
    assertThat(head.metadata()).isEmpty();
    assertThat(get("sum")).isEqualTo("content");
  }

  private static Object[] values(Object response) {
    return java.util.regex.Pattern.compile("(Checksum(?:CRC|SHA)[A-Z0-9]+)=([^,)]+)")
        .matcher(response.toString())
        .results()
        .map(found -> found.group(1) + "=" + found.group(2))
        .toArray();
  }

  @Test
  @DisplayName("A wrong checksum or Content-MD5 stores nothing")
  void wrongHashes() {
    put("hash", "before");
    assertCode(
        "BadDigest",
        () ->
            s3.putObject(
                put -> put.bucket(BUCKET).key("hash").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("after")));
    assertCode(
        "BadDigest",
        () ->
            s3.putObject(
                put -> put.bucket(BUCKET).key("hash").contentMD5("XUFAKrxLKna5cZ2REBfFkg=="),
                RequestBody.fromString("after")));
    assertThat(get("hash")).isEqualTo("before");
  }

  static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @ParameterizedTest
  @DisplayName("A range gives its part and says which")
  @CsvSource({
    "bytes=0-3,0123,bytes 0-3/10",
    "bytes=7-,789,bytes 7-9/10",
    "bytes=-2,89,bytes 8-9/10",
    "bytes=-20,0123456789,bytes 0-9/10",
    "bytes=8-200,89,bytes 8-9/10"
  })
  void ranges(String range, String expected, String said) {
    put("ten", "0123456789");
    ResponseBytes<GetObjectResponse> part =
        s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("ten").range(range));
    assertThat(part.asUtf8String()).isEqualTo(expected);
    assertThat(part.response().contentRange()).isEqualTo(said);
  }

  @ParameterizedTest
  @DisplayName("A range outside of the object is refused")
  @CsvSource({"ten,bytes=10-", "ten,bytes=-0", "none,bytes=0-0", "none,bytes=-1"})
  void rangesOutside(String key, String range) {
    put("ten", "0123456789");
    put("none", "");
    assertCode(
        "InvalidRange", () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).range(range)));
  }

  @Test
  @DisplayName("Reads heed conditions, in the order of RFC 9110")
  void conditionalReads() {
    put("read", "hello");
    String etag = "\"5d41402abc4b2a76b9719d911017c592\"";
    Instant future = Instant.now().plusSeconds(100);
    assertStatus(304, () -> get("read", null, etag, null, null));
    assertStatus(304, () -> get("read", null, "*", null, null));
    assertStatus(304, () -> get("read", null, null, Instant.now(), null));
    assertStatus(412, () -> get("read", "\"0\"", null, null, null));
    assertStatus(412, () -> get("read", null, null, null, Instant.EPOCH));
    assertThat(get("read", etag, null, null, Instant.EPOCH)).isEqualTo("hello");
    assertThat(get("read", null, "\"0\"", future, null)).isEqualTo("hello");
    assertThat(get("read", "*", null, Instant.EPOCH, future)).isEqualTo("hello");
  }

  private static String get(
      String key, String ifMatch, String ifNoneMatch, Instant modified, Instant unmodified) {
    return s3.getObjectAsBytes(
            get ->
                get.bucket(BUCKET)
                    .key(key)
                    .ifMatch(ifMatch)
                    .ifNoneMatch(ifNoneMatch)
                    .ifModifiedSince(modified)
                    .ifUnmodifiedSince(unmodified))
        .asUtf8String();
  }

  private static void assertStatus(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(status));
  }

  @Test
  @DisplayName("Writes and deletions heed conditions")
  void conditionalWrites() {
    assertCode("NoSuchKey", () -> putIf("cond", "*", null));
    putIf("cond", null, "*");
    assertCode("PreconditionFailed", () -> putIf("cond", null, "*"));
    assertCode("PreconditionFailed", () -> putIf("cond", "\"0\"", null));
    putIf("cond", "*", null);
    String etag = s3.headObject(head -> head.bucket(BUCKET).key("cond")).eTag();
    putIf("cond", etag, null);
    assertCode(
        "PreconditionFailed",
        () -> s3.deleteObject(delete -> delete.bucket(BUCKET).key("cond").ifMatch("\"0\"")));
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("cond").ifMatch(etag));
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("cond"));
    assertThatThrownBy(() -> get("cond")).isInstanceOf(NoSuchKeyException.class);
    assertStatus(404, () -> s3.headObject(head -> head.bucket(BUCKET).key("cond")));
  }

  private static void putIf(String key, String ifMatch, String ifNoneMatch) {
    s3.putObject(
        put -> put.bucket(BUCKET).key(key).ifMatch(ifMatch).ifNoneMatch(ifNoneMatch),
        RequestBody.fromString("x"));
  }

  @Test
  @DisplayName("A copy keeps what is beside the source, or gets what the request says")
  void copies() {
    s3.createBucket(create -> create.bucket("elsewhere"));
    s3.putObject(
        put -> put.bucket(BUCKET).key("from").contentType("text/a").metadata(Map.of("a", "1")),
        RequestBody.fromString("copied"));
    s3.copyObject(
        copy ->
            copy.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket("elsewhere")
                .destinationKey("kept"));
    s3.copyObject(
        copy ->
            copy.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("from")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/b")
                .metadata(Map.of("b", "2")));
    HeadObjectResponse kept = s3.headObject(head -> head.bucket("elsewhere").key("kept"));
    HeadObjectResponse replaced = s3.headObject(head -> head.bucket(BUCKET).key("from"));
    assertThat(kept.metadata()).containsExactly(Map.entry("a", "1"));
    assertThat(kept.contentType()).isEqualTo("text/a");
    assertThat(replaced.metadata()).containsExactly(Map.entry("b", "2"));
    assertThat(replaced.contentType()).isEqualTo("text/b");
    assertThat(get("from")).isEqualTo("copied");
    assertCode(
        "PreconditionFailed",
        () ->
            s3.copyObject(
                copy ->
                    copy.sourceBucket(BUCKET)
                        .sourceKey("from")
                        .destinationBucket(BUCKET)
                        .destinationKey("to")
                        .copySourceIfMatch("\"0\"")));
  }

  @Test
  @DisplayName("A copy onto a document happens only under the conditions that it names")
  void conditionalCopies() {
    put("from", "new");
    put("to", "old");
    for (Map.Entry<String, String> condition :
        Map.of("If-None-Match", "*", "If-Match", "\"0\"").entrySet()) {
      assertCode(
          "PreconditionFailed",
          () ->
              s3.copyObject(
                  copy ->
                      copy.sourceBucket(BUCKET)
                          .sourceKey("from")
                          .destinationBucket(BUCKET)
                          .destinationKey("to")
                          .overrideConfiguration(
                              o -> o.putHeader(condition.getKey(), condition.getValue()))));
    }
    assertThat(get("to")).isEqualTo("old");
  }

  @Test
  @DisplayName("Several objects are deleted at once, those that are not there too")
  void multiDelete() {
    put("del/1", "1");
    put("del/ü", "2");
    var deleted =
        s3.deleteObjects(
            delete ->
                delete
                    .bucket(BUCKET)
                    .delete(
                        names ->
                            names.objects(
                                ObjectIdentifier.builder().key("del/1").build(),
                                ObjectIdentifier.builder().key("del/ü").build(),
                                ObjectIdentifier.builder().key("del/none").build())));
    assertThat(deleted.deleted()).hasSize(3);
    assertThat(deleted.errors()).isEmpty();
    assertThatThrownBy(() -> get("del/1")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  @DisplayName("A megabyte in the SDK's chunks with a checksum at the end comes through")
  void chunked() {
    byte[] content = new byte[1 << 20];
    new Random(7).nextBytes(content);
    s3.putObject(
        put -> put.bucket(BUCKET).key("chunked").checksumAlgorithm(ChecksumAlgorithm.CRC32),
        RequestBody.fromContentProvider(
            () -> new java.io.ByteArrayInputStream(content), content.length, "a/b"));
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("chunked")).asByteArray())
        .isEqualTo(content);
  }

  @Test
  @DisplayName("A name that is too long is refused")
  void longName() {
    assertCode("KeyTooLongError", () -> put("n".repeat(1025), "x"));
    String longest = "ü".repeat(512);
    put(longest, "x");
    assertThat(get(longest).getBytes(StandardCharsets.UTF_8)).hasSize(1);
  }

  @Test
  @DisplayName(
      "A document has no tags, as clients are told that ask before they copy; no bucket has")
  void tags() {
    put("untagged", "content");
    assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("untagged")).tagSet()).isEmpty();
    assertThat(get("untagged")).isEqualTo("content");
    assertThatThrownBy(() -> s3.getObjectTagging(get -> get.bucket(BUCKET).key("never-there")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey"));
    assertThatThrownBy(() -> s3.getObjectTagging(get -> get.bucket("nowhere").key("never-there")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket"));
    assertThatThrownBy(() -> s3.getBucketTagging(get -> get.bucket(BUCKET)))
        .hasMessageContaining("buckets have no tags");
    assertThatThrownBy(
            () ->
                s3.putObjectTagging(
                    put ->
                        put.bucket(BUCKET).key("untagged").tagging(tags -> tags.tagSet(List.of()))))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(501));
  }
}
