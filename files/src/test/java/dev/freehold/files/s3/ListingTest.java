package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings, with names as people and other systems make them. */
class ListingTest {

  /** In the order of their UTF-8 bytes; in UTF-16 the last two would change places. */
  private static final List<String> NAMES =
      List.of(
          " leading and trailing ",
          "a",
          "a/../c",
          "a/./b",
          "a//b",
          "a/b",
          "a/b%2Fc",
          "a/b&<c>\"'",
          "plus+plus",
          "tab\there",
          "z?question#hash",
          "äöü",
          "日本/語",
          "\uFF5E full width",
          "\uD83D\uDE00 smile");

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    s3 = server.owner();
    for (String name : NAMES.reversed()) {
      s3.putObject(put -> put.bucket(BUCKET).key(name), RequestBody.fromString(name));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("Every name is listed as it was put, in the order of its bytes, and can be read")
  void names() {
    ListObjectsV2Response all = s3.listObjectsV2(list -> list.bucket(BUCKET));
    assertThat(all.contents()).extracting(S3Object::key).isEqualTo(NAMES);
    for (String name : NAMES) {
      assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asUtf8String())
          .isEqualTo(name);
    }
  }

  @Test
  @DisplayName("Pages of one entry join to the whole, by continuation token and by marker")
  void pages() {
    List<String> second =
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).maxKeys(1)).contents().stream()
            .map(S3Object::key)
            .toList();
    assertThat(second).isEqualTo(NAMES);
    List<String> first = new java.util.ArrayList<>();
    String marker = "";
    ListObjectsResponse page;
    do {
      String after = marker;
      page =
          s3.listObjects(
              list -> list.bucket(BUCKET).maxKeys(2).marker(after).encodingType(EncodingType.URL));
      page.contents().forEach(object -> first.add(object.key()));
      marker = page.nextMarker();
    } while (page.isTruncated());
    assertThat(first).isEqualTo(NAMES);
  }

  @Test
  @DisplayName("A delimiter sums names up, a prefix narrows them, start-after skips them")
  void selections() {
    ListObjectsV2Response root = s3.listObjectsV2(list -> list.bucket(BUCKET).delimiter("/"));
    assertThat(root.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactlyInAnyOrder("a/", "日本/");
    assertThat(root.keyCount()).isEqualTo(NAMES.size() - 5);
    ListObjectsV2Response under =
        s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("a/").delimiter("/"));
    assertThat(under.contents())
        .extracting(S3Object::key)
        .containsExactly("a/b", "a/b%2Fc", "a/b&<c>\"'");
    ListObjectsV2Response after = s3.listObjectsV2(list -> list.bucket(BUCKET).startAfter("日本/語"));
    assertThat(after.contents())
        .extracting(S3Object::key)
        .isEqualTo(NAMES.subList(NAMES.size() - 2, NAMES.size()));
    ListObjectsV2Response none = s3.listObjectsV2(list -> list.bucket(BUCKET).maxKeys(0));
    assertThat(none.contents()).isEmpty();
    assertThat(none.isTruncated()).isFalse();
  }

  @Test
  @DisplayName("A continuation token that no listing gave is refused")
  void foreignToken() {
    ObjectsTest.assertCode(
        "InvalidArgument",
        () -> s3.listObjectsV2(list -> list.bucket(BUCKET).continuationToken("%%%")));
  }
}
