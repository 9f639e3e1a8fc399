package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.server.testing.TwoNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Two nodes have one PostgreSQL database, one service master key, one database of availability keys
 * and one folder of blobs.
 */
@DisplayName("A site served by two nodes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

  private static final String SITE = "shared";

  /** Decision 0009: a node relies on what it read of an access key for 3 s; and some patience. */
  private static final Duration BOUND = Duration.ofSeconds(3).plusSeconds(1);

  private TwoNodes nodes;
  private FreeholdServer first;
  private FreeholdServer second;
  private TestTenant tenant;
  private Member owner;
  private Member reader;
  private S3Client overFirst;
  private S3Client overSecond;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    nodes = TwoNodes.first(folder);
    first = nodes.first();
    tenant = TestTenant.create(first, "contoso");
    owner = Member.of(first, tenant, "SHAREPOINT_ADMIN");
    reader = Member.of(first, tenant);
    assertThat(owner.send("POST", "/api/v1/sites", Map.of("name", SITE)).status()).isEqualTo(201);
    second = nodes.startSecond();
    TestS3 key = TestS3.of(owner);
    overFirst = key.client(first);
    overSecond = key.client(second);
  }

  @AfterAll
  void stop() {
    overFirst.close();
    overSecond.close();
    owner.close();
    reader.close();
    tenant.close();
    nodes.close();
  }

  private static void put(S3Client node, String name, String content) {
    node.putObject(put -> put.bucket(SITE).key(name), RequestBody.fromString(content));
  }

  private static String get(S3Client node, String name) {
    return node.getObjectAsBytes(get -> get.bucket(SITE).key(name)).asUtf8String();
  }

  private static List<String> names(S3Client node, String prefix) {
    return node.listObjectsV2(list -> list.bucket(SITE).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  @DisplayName("is served by nodes that operators see over either, with their versions and times")
  void listed() throws IOException {
    for (FreeholdServer node : List.of(first, second)) {
      Connection toNode = Connection.read(node.operatorConnection());
      try (ApiClient operator = new ApiClient(toNode, Clock.systemUTC())) {
        JsonNode nodes = operator.get("/api/v1/operator/nodes").path("nodes");
        assertThat(nodes)
            .extracting(each -> each.path("name").asText() + " " + each.path("state").asText())
            .containsExactly("node-1 serving", "second serving");
        assertThat(nodes).allSatisfy(each -> Instant.parse(each.path("seenAt").asText()));
        assertThat(nodes)
            .extracting(each -> each.path("authority").asText())
            .as("joining brings it")
            .allMatch(authority -> authority.matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"))
            .satisfies(authorities -> assertThat(Set.copyOf(authorities)).hasSize(1));
      }
    }
  }

  @Test
  @DisplayName("has at once over either what was put, replaced or deleted over the other")
  void documents() {
    put(overFirst, "docs/a", "one");
    assertThat(get(overSecond, "docs/a")).isEqualTo("one");
    put(overSecond, "docs/a", "another");
    put(overSecond, "docs/b", "two");
    assertThat(get(overFirst, "docs/a")).isEqualTo("another");
    assertThat(names(overFirst, "docs/")).containsExactly("docs/a", "docs/b");
    overSecond.deleteObject(delete -> delete.bucket(SITE).key("docs/a"));
    assertThat(names(overFirst, "docs/")).containsExactly("docs/b");
    assertThatThrownBy(() -> get(overFirst, "docs/a")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  @DisplayName("takes parts of one upload over both")
  void parts() {
    String upload =
        overFirst.createMultipartUpload(create -> create.bucket(SITE).key("parts")).uploadId();
    String etag =
        overSecond
            .uploadPart(
                part -> part.bucket(SITE).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromString("over the second"))
            .eTag();
    overFirst.completeMultipartUpload(
        complete ->
            complete
                .bucket(SITE)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(
                    parts ->
                        parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
    assertThat(get(overSecond, "parts")).isEqualTo("over the second");
  }

  @Test
  @DisplayName("is as if it were not there over both, in 3 s, for whom a role was taken from")
  void revokedRole() throws IOException {
    put(overFirst, "read", "by the reader");
    String permission = "/api/v1/sites/" + SITE + "/permissions/" + reader.objectId();
    assertThat(owner.send("PUT", permission, Map.of("role", "read")).status()).isEqualTo(200);
    TestS3 key = TestS3.of(reader);
    try (S3Client asReader = key.client(second)) {
      assertThat(get(asReader, "read")).isEqualTo("by the reader");
      assertThat(owner.send("DELETE", permission, null).status()).isEqualTo(204);
      assertRefusedWithin(asReader, NoSuchBucketException.class);
    }
  }

  @Test
  @DisplayName("knows an access key that was disabled over one no longer than 3 s over the other")
  void disabledKey() throws IOException {
    put(overFirst, "read", "by an old key");
    try (Member leaving = Member.of(first, tenant)) {
      UUID leaver = leaving.objectId();
      owner.send("PUT", "/api/v1/sites/" + SITE + "/permissions/" + leaver, Map.of("role", "read"));
      TestS3 key = TestS3.of(leaving);
      try (S3Client asLeaver = key.client(second)) {
        get(asLeaver, "read");
        leaving.send("PATCH", "/api/v1/access-keys/" + key.accessKeyId(), Map.of("enabled", false));
        assertRefusedWithin(asLeaver, S3Exception.class);
      }
    }
  }

  /** Reads until it is refused, and then must stay refused. */
  private static void assertRefusedWithin(S3Client node, Class<? extends S3Exception> expected) {
    Eventually.ends("it is read", BOUND, () -> isReadable(node));
    assertThatThrownBy(() -> get(node, "read")).isInstanceOf(expected);
  }

  private static boolean isReadable(S3Client node) {
    try {
      get(node, "read");
      return true;
    } catch (S3Exception refused) {
      return false;
    }
  }
}
