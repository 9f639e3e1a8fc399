package dev.freehold.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobSettingsTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "FREEHOLD_BLOBS_KIND", "s3",
          "FREEHOLD_BLOBS_S3_ENDPOINT", "https://s3.example.org",
          "FREEHOLD_BLOBS_S3_BUCKET", "mail",
          "FREEHOLD_BLOBS_S3_PREFIX", "freehold",
          "FREEHOLD_BLOBS_S3_ACCESS_KEY", "account",
          "FREEHOLD_BLOBS_S3_SECRET_KEY", "hunter2");

  @TempDir Path folder;

  @Test
  @DisplayName("Blobs are in the data folder unless something else is said")
  void folderByDefault() {
    assertThat(settings(Map.of()).remoteBlobs()).isEmpty();
  }

  @Test
  @DisplayName("A store is described by its address, bucket, prefix and two keys")
  void complete() {
    S3Settings s3 = settings(COMPLETE).remoteBlobs().orElseThrow();
    assertThat(s3.endpoint()).hasToString("https://s3.example.org");
    assertThat(s3.region()).isEqualTo("us-east-1");
    assertThat(s3.bucket()).isEqualTo("mail");
    assertThat(s3.prefix()).isEqualTo("freehold/");
    assertThat(s3.credentials().secretKey()).isEqualTo("hunter2");
  }

  @Test
  @DisplayName("The secret key may come from a file, and never prints")
  void secretFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "correct horse\n");
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.remove("FREEHOLD_BLOBS_S3_SECRET_KEY");
    environment.put("FREEHOLD_BLOBS_S3_SECRET_KEY_FILE", file.toString());
    ServerSettings settings = settings(environment);
    assertThat(settings.remoteBlobs().orElseThrow().credentials().secretKey())
        .isEqualTo("correct horse");
    assertThat(settings.toString()).doesNotContain("correct horse", "account");
    assertThat(Explanation.of(load(environment))).doesNotContain("correct horse");
  }

  @Test
  @DisplayName("What is missing is named, all of it")
  void missing() {
    assertInvalid(
        Map.of("FREEHOLD_BLOBS_KIND", "s3", "FREEHOLD_BLOBS_S3_BUCKET", "mail"),
        "freehold.blobs.kind is s3, which needs freehold.blobs.s3.endpoint,"
            + " freehold.blobs.s3.access-key, freehold.blobs.s3.secret-key; set it");
  }

  @Test
  @DisplayName("A store that is described and not chosen is an error, not a silent folder")
  void notChosen() {
    assertInvalid(
        Map.of("FREEHOLD_BLOBS_S3_BUCKET", "mail"),
        "freehold.blobs.kind is folder, so freehold.blobs.s3.bucket has no effect");
  }

  @Test
  @DisplayName("An address, bucket or prefix of the wrong form is refused with what is expected")
  void malformed() {
    assertInvalid(with("FREEHOLD_BLOBS_S3_ENDPOINT", "s3.example.org"), "the endpoint is a URL");
    assertInvalid(with("FREEHOLD_BLOBS_S3_ENDPOINT", "ftp://s3.example.org"), "a URL such as");
    assertInvalid(with("FREEHOLD_BLOBS_S3_ENDPOINT", "https://a:b@s3.example.org"), "credentials");
    assertInvalid(with("FREEHOLD_BLOBS_S3_BUCKET", "Mail"), "the bucket is 3 to 63");
    assertInvalid(with("FREEHOLD_BLOBS_S3_PREFIX", "/freehold"), "the prefix is at most 8 names");
    assertInvalid(with("FREEHOLD_BLOBS_S3_REGION", "here or there"), "the region is");
    assertInvalid(with("FREEHOLD_BLOBS_KIND", "tape"), "one of folder, s3");
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put(key, value);
    return environment;
  }

  private static void assertInvalid(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> settings(environment))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(message);
  }

  private static ServerSettings settings(Map<String, String> environment) {
    return ServerSettings.from(load(environment));
  }

  private static Configuration load(Map<String, String> environment) {
    return new ConfigurationLoader().load(Optional.empty(), environment, Map.of());
  }
}
