package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.s3.request.PartsPage;
import dev.freehold.files.s3.request.S3Limits;
import dev.freehold.files.sites.Site;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects that come in parts. */
class MultipartTest {

  private static final int PART_BYTES = 5 << 20;

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

  private static String begin(String key) {
    var upload =
        s3.createMultipartUpload(
            create -> create.bucket(BUCKET).key(key).contentType("a/b").metadata(Map.of("m", "1")));
    assertThat(upload.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    return upload.uploadId();
  }

  private static byte[] content(int fill, int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) fill);
    return content;
  }

  private static CompletedPart part(String key, String uploadId, int number, byte[] content) {
    String etag =
        s3.uploadPart(
                part -> part.bucket(BUCKET).key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private static String complete(
      String key, String uploadId, String ifNoneMatch, CompletedPart... parts) {
    return s3.completeMultipartUpload(
            complete ->
                complete
                    .bucket(BUCKET)
                    .key(key)
                    .uploadId(uploadId)
                    .ifNoneMatch(ifNoneMatch)
                    .multipartUpload(chosen -> chosen.parts(parts)))
        .eTag();
  }

  @Test
  @DisplayName(
      "Parts in any order, one of them replaced, become one object; a second answer is the same")
  void outOfOrder() {
    String id = begin("joined");
    CompletedPart third = part("joined", id, 3, content(3, 10));
    part("joined", id, 1, content(9, 7));
    CompletedPart second = part("joined", id, 2, content(2, PART_BYTES));
    CompletedPart first = part("joined", id, 1, content(1, PART_BYTES));
    List<Part> listed =
        s3.listParts(list -> list.bucket(BUCKET).key("joined").uploadId(id)).parts();
    assertThat(listed).extracting(Part::partNumber).containsExactly(1, 2, 3);
    assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
        .extracting(MultipartUpload::uploadId)
        .contains(id);
    String etag = complete("joined", id, null, first, second, third);
    assertThat(etag).endsWith("-3\"");
    assertThat(complete("joined", id, null, first, second, third)).isEqualTo(etag);
    var read = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("joined"));
    ByteBuffer expected =
        ByteBuffer.allocate(2 * PART_BYTES + 10)
            .put(content(1, PART_BYTES))
            .put(content(2, PART_BYTES))
            .put(content(3, 10));
    assertThat(read.asByteArray()).isEqualTo(expected.array());
    assertThat(read.response().metadata()).containsExactly(Map.entry("m", "1"));
    assertThat(read.response().contentType()).isEqualTo("a/b");
  }

  @Test
  @DisplayName(
      "A completion is refused, with a status and not in a body, for what is wrong with it")
  void refusedCompletions() {
    String id = begin("refused");
    CompletedPart small = part("refused", id, 1, content(1, 10));
    CompletedPart last = part("refused", id, 2, content(2, 10));
    CompletedPart other = CompletedPart.builder().partNumber(2).eTag("\"0\"").build();
    CompletedPart missing = CompletedPart.builder().partNumber(3).eTag("\"0\"").build();
    ObjectsTest.assertCode("EntityTooSmall", () -> complete("refused", id, null, small, last));
    ObjectsTest.assertCode("InvalidPart", () -> complete("refused", id, null, other));
    ObjectsTest.assertCode("InvalidPart", () -> complete("refused", id, null, missing));
    ObjectsTest.assertCode("InvalidPartOrder", () -> complete("refused", id, null, last, small));
    ObjectsTest.assertCode("InvalidPartOrder", () -> complete("refused", id, null, last, last));
    ObjectsTest.assertCode("InvalidPartOrder", () -> complete("refused", id, null, missing, other));
    ObjectsTest.assertCode("NoSuchUpload", () -> complete("another", id, null, last));
    ObjectsTest.assertCode("NoSuchUpload", () -> complete("refused", "no-id", null, last, small));
    ObjectsTest.assertCode("NoSuchUpload", () -> complete("refused", "no-id", null, last));
    s3.putObject(put -> put.bucket(BUCKET).key("refused"), RequestBody.fromString("there"));
    ObjectsTest.assertCode("PreconditionFailed", () -> complete("refused", id, "*", last));
    ObjectsTest.assertCode(
        "InvalidRequest",
        () ->
            s3.completeMultipartUpload(
                complete ->
                    complete
                        .bucket(BUCKET)
                        .key("refused")
                        .uploadId(id)
                        .mpuObjectSize(11L)
                        .multipartUpload(chosen -> chosen.parts(last))));
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(BUCKET)
                .key("refused")
                .uploadId(id)
                .mpuObjectSize(10L)
                .multipartUpload(chosen -> chosen.parts(last)));
  }

  @Test
  @DisplayName("Parts are listed in pages of any size, each of which says where the next begins")
  void pagesOfParts() {
    String key = "paged & <escaped>";
    String id = begin(key);
    int[] numbers = {1, 2, 5, 9, 10_000};
    for (int number : numbers) {
      part(key, id, number, content(number, number % 100 + 1));
    }
    List<List<Integer>> pages =
        s3
            .listPartsPaginator(list -> list.bucket(BUCKET).key(key).uploadId(id).maxParts(2))
            .stream()
            .map(page -> page.parts().stream().map(Part::partNumber).toList())
            .toList();
    assertThat(pages).containsExactly(List.of(1, 2), List.of(5, 9), List.of(10_000));
    ListPartsResponse middle = listParts(key, id, 2, 2);
    assertThat(middle.key()).isEqualTo(key);
    assertThat(middle.partNumberMarker()).isEqualTo(2);
    assertThat(middle.nextPartNumberMarker()).isEqualTo(9);
    assertThat(middle.maxParts()).isEqualTo(2);
    assertThat(middle.isTruncated()).isTrue();
    ListPartsResponse all = listParts(key, id, null, 5_000);
    assertThat(all.parts()).hasSize(5);
    assertThat(all.maxParts()).isEqualTo(PartsPage.MAX_PARTS);
    assertThat(all.isTruncated()).isFalse();
    assertThat(listParts(key, id, 10_000, null).parts()).isEmpty();
    assertThat(listParts(key, id, null, 0).isTruncated()).isFalse();
    ObjectsTest.assertCode("InvalidArgument", () -> listParts(key, id, -1, null));
    ObjectsTest.assertCode("NoSuchUpload", () -> listParts("another", id, 2, 2));
  }

  private static ListPartsResponse listParts(String key, String id, Integer after, Integer max) {
    return s3.listParts(
        list -> list.bucket(BUCKET).key(key).uploadId(id).partNumberMarker(after).maxParts(max));
  }

  @Test
  @DisplayName("A completion that is too long to be one is refused by its length, unread")
  void longCompletion() throws IOException {
    String id = begin("long");
    RawRequest request =
        new RawRequest("POST", "/team/long?uploadId=" + id)
            .header("content-length", Integer.toString(S3Limits.MAX_COMPLETION_BODY_BYTES + 1))
            .header("authorization", "AWS4-HMAC-SHA256 SignedHeaders=host, anything");
    try (Socket socket = request.open(server.port())) {
      assertThat(RawRequest.rest(socket)).contains("<Code>MaxMessageLengthExceeded</Code>");
    }
  }

  @Test
  @DisplayName("The completion of an upload whose parts have not come does not say that it is gone")
  void withoutParts() {
    String id = begin("partless");
    ObjectsTest.assertCode(
        "InvalidPart",
        () ->
            complete(
                "partless", id, null, CompletedPart.builder().partNumber(1).eTag("x").build()));
    CompletedPart part = part("partless", id, 1, content(1, 10));
    complete("partless", id, null, part);
    assertThat(s3.headObject(head -> head.bucket(BUCKET).key("partless")).contentLength())
        .isEqualTo(10);
  }

  @Test
  @DisplayName("An upload that was aborted takes no parts")
  void aborted() {
    String id = begin("gone");
    part("gone", id, 1, content(1, 10));
    s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("gone").uploadId(id));
    ObjectsTest.assertCode("NoSuchUpload", () -> part("gone", id, 1, content(1, 10)));
    ObjectsTest.assertCode(
        "NoSuchUpload",
        () -> s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("gone").uploadId(id)));
    ObjectsTest.assertCode(
        "NoSuchUpload", () -> s3.listParts(list -> list.bucket(BUCKET).key("gone").uploadId(id)));
  }

  @Test
  @DisplayName("A bucket has a thousand open uploads; the next one is told what to do")
  void tooManyUploads() {
    s3.createBucket(create -> create.bucket("crowded"));
    S3Fixture fixture = server.fixture;
    Site site = fixture.services.sites().require(fixture.base.contoso, "crowded");
    fixture.base.database.write(
        tx ->
            tx.execute(
                """
                WITH RECURSIVE numbers(n) AS
                  (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
                INSERT INTO file_uploads (id, site_id, started_at, owner_key_id, sealed)
                SELECT randomblob(16), ?, 0, randomblob(16), randomblob(16) FROM numbers\
                """,
                FilesLimits.MAX_OPEN_UPLOADS,
                site.id()));
    assertThatThrownBy(() -> s3.createMultipartUpload(c -> c.bucket("crowded").key("one more")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(400);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
              assertThat(refused.awsErrorDetails().errorMessage())
                  .isEqualTo("a site has at most 1000 open uploads; complete or abort some");
            });
  }

  @Test
  @DisplayName("A part can be a range of another object, and none beyond its end")
  void copiedParts() {
    s3.putObject(put -> put.bucket(BUCKET).key("source"), RequestBody.fromString("0123456789"));
    String id = begin("ranges");
    String etag =
        s3.uploadPartCopy(
                copy ->
                    copy.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .destinationBucket(BUCKET)
                        .destinationKey("ranges")
                        .uploadId(id)
                        .partNumber(1)
                        .copySourceRange("bytes=2-4"))
            .copyPartResult()
            .eTag();
    ObjectsTest.assertCode(
        "InvalidRange",
        () ->
            s3.uploadPartCopy(
                copy ->
                    copy.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .destinationBucket(BUCKET)
                        .destinationKey("ranges")
                        .uploadId(id)
                        .partNumber(2)
                        .copySourceRange("bytes=5-10")));
    complete("ranges", id, null, CompletedPart.builder().partNumber(1).eTag(etag).build());
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("ranges")).asUtf8String())
        .isEqualTo("234");
  }
}
