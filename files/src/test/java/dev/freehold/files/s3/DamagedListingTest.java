package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.s3.operation.ObjectListing;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What clients see of a document whose row is not what was stored. */
class DamagedListingTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("A damaged document is listed as damaged among the others (fault 71)")
  void fault71_listedAsDamaged() {
    try (S3TestServer server = new S3TestServer(folder)) {
      S3Client s3 = server.owner();
      for (String key : new String[] {"a", "b", "c"}) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(key));
      }
      server.fixture.base.database.write(
          tx ->
              tx.execute(
                  """
                  UPDATE file_documents SET modified_at = modified_at + 1
                  WHERE id = (SELECT id FROM file_documents ORDER BY id LIMIT 1 OFFSET 1)\
                  """));
      assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
          .extracting(S3Object::key)
          .containsExactly("a", "b", "c");
      S3Object damaged = s3.listObjects(list -> list.bucket(BUCKET)).contents().get(1);
      assertThat(damaged.storageClassAsString()).isEqualTo(ObjectListing.DAMAGED);
      assertThat(damaged.size()).isZero();
      assertThat(damaged.lastModified()).isEqualTo(Instant.EPOCH);
      assertThatThrownBy(() -> s3.getObject(get -> get.bucket(BUCKET).key("b")))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(500));
      s3.putObject(put -> put.bucket(BUCKET).key("b"), RequestBody.fromString("healed"));
      assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("b")).asUtf8String())
          .isEqualTo("healed");
    }
  }
}
