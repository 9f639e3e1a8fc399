package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Names that would lead elsewhere if anybody took them for paths. */
class StrangeNamesTest {

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    s3 = server.owner();
    s3.createBucket(create -> create.bucket("other"));
    for (String plain : List.of("b", "a/b", "x")) {
      s3.putObject(put -> put.bucket(BUCKET).key(plain), RequestBody.fromString("plain"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> names(String bucket) {
    return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static String send(RawRequest request) throws IOException {
    return request
        .signed(
            server.fixture.keyId(OWNER),
            server.fixture.secret(OWNER),
            "UNSIGNED-PAYLOAD",
            Instant.now())
        .send(server.port());
  }

  private static List<Path> filesOutsideOfBlobs() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.startsWith(server.fixture.blobs.resolve("objects")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @DisplayName("A document has the name that it was given, dots and slashes included")
  @ValueSource(
      strings = {
        "..",
        "../other/x",
        "a/../b",
        "a/./b",
        "./x",
        ".",
        "a/..",
        "a//b",
        "x/",
        "x;y=1",
        "..;/x",
        "a\\..\\b",
        "%2E%2E/x",
        "caf\u00e9 \ud83d\ude00"
      })
  void asItIs(String name) throws IOException {
    List<String> before = names(BUCKET);
    List<Path> filesBefore = filesOutsideOfBlobs();
    String path =
        "/team/"
            + name.replace("%", "%25")
                .replace("\u00e9", "%C3%A9")
                .replace(" ", "%20")
                .replace("\ud83d\ude00", "%F0%9F%98%80")
                .replace("\\", "%5C")
                .replace(";", "%3B")
                .replace("=", "%3D");
    assertThat(send(new RawRequest("PUT", path).body("strange"))).startsWith("HTTP/1.1 200 ");
    assertThat(send(new RawRequest("GET", path)))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\nstrange");
    assertThat(names(BUCKET)).hasSize(before.size() + 1).containsAll(before).contains(name);
    assertThat(names("other")).isEmpty();
    assertThat(filesOutsideOfBlobs()).isEqualTo(filesBefore);
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("b")).asUtf8String())
        .isEqualTo("plain");
    assertThat(send(new RawRequest("DELETE", path))).startsWith("HTTP/1.1 204 ");
    assertThat(names(BUCKET)).isEqualTo(before);
  }

  @ParameterizedTest
  @DisplayName("A name that climbs out of the bucket is refused, as S3 does, whoever asks")
  @ValueSource(strings = {"../..", "../../other/x", "a/../../../x", "../../../../../../tmp/x"})
  void climbing(String name) throws IOException {
    List<String> before = names(BUCKET);
    List<Path> filesBefore = filesOutsideOfBlobs();
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertThat(send(new RawRequest(method, "/team/" + name).body("strange")))
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>InvalidRequest</Code>");
    }
    assertThat(names(BUCKET)).isEqualTo(before);
    assertThat(names("other")).isEmpty();
    assertThat(filesOutsideOfBlobs()).isEqualTo(filesBefore);
  }

  @ParameterizedTest
  @DisplayName("A name that is no UTF-8 is refused: all such names would be one")
  @ValueSource(strings = {"%ff", "caf%e9", "a/%c3", "%C3%28", "%ed%a0%80", "%c0%af"})
  void notText(String name) throws IOException {
    List<String> before = names(BUCKET);
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertThat(send(new RawRequest(method, "/team/" + name).body("strange")))
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>InvalidURI</Code>");
    }
    assertThat(names(BUCKET)).isEqualTo(before);
  }

  @ParameterizedTest
  @DisplayName("The official client's document has its name too")
  @ValueSource(strings = {"a/../b", "..", "./x", "a//b"})
  void officialClient(String name) {
    List<String> before = names(BUCKET);
    s3.putObject(put -> put.bucket(BUCKET).key(name), RequestBody.fromString("strange"));
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asUtf8String())
        .isEqualTo("strange");
    assertThat(names(BUCKET)).hasSize(before.size() + 1).contains(name);
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(name));
    assertThat(names(BUCKET)).isEqualTo(before);
  }
}
