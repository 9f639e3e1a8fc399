package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.testing.TestS3;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A site with a document, before a purge and after it, as an S3 client sees it. */
final class PurgedSite implements AutoCloseable {

  private static final String DOCUMENT = "plans/one.txt";

  private final DocumentWorld world;
  private final String name;
  private final S3Client s3;

  /** Puts a document into a site of the world's administrator. */
  PurgedSite(DocumentWorld world, String name) throws Exception {
    this.world = world;
    this.name = name;
    JsonNode key = world.json("POST", "/api/v1/access-keys", world.admin(), Map.of()).json();
    this.s3 = new TestS3(key.path("id").asText(), key.path("secret").asText()).client(world.server);
    put();
    assertThat(s3.getObjectAsBytes(get -> get.bucket(name).key(DOCUMENT)).asUtf8String())
        .isEqualTo("text");
  }

  private void put() {
    s3.putObject(put -> put.bucket(name).key(DOCUMENT), RequestBody.fromString("text"));
  }

  /** Nothing is given nor taken, with a code that says that it is for good. */
  void assertPurged() throws Exception {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> s3.getObjectAsBytes(get -> get.bucket(name).key(DOCUMENT)),
            () -> s3.listObjectsV2(list -> list.bucket(name)),
            () -> s3.deleteObject(delete -> delete.bucket(name).key(DOCUMENT)),
            this::put)) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              S3Exception.class,
              gone -> {
                assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("ContentPurged");
                assertThat(gone.statusCode()).isEqualTo(410);
              });
    }
    String site = "/api/v1/sites/" + name;
    JsonNode view = world.json("GET", site, world.admin(), null).json();
    assertThat(view.path("state").asText()).as(view.toString()).isEqualTo("purged");
    assertThat(view.has("policyInEffect")).isFalse();
    assertThat(world.json("POST", site + "/holds", world.admin(), Map.of("name", "Late")).code())
        .isEqualTo("hold-too-late");
  }

  @Override
  public void close() {
    s3.close();
  }
}
