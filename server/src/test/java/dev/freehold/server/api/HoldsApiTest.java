package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("Over the API legal holds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldsApiTest {

  private static final Map<String, String> CASE =
      Map.of("name", "Case 7", "reason", "A letter from counsel");

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member compliance;
  private Member sharepoint;
  private Member stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    compliance = Member.of(server, contoso, "COMPLIANCE_ADMIN");
    sharepoint = Member.of(server, contoso, "SHAREPOINT_ADMIN");
    stranger = Member.of(server, fabrikam, "GLOBAL_ADMIN");
  }

  @AfterAll
  void stop() {
    stranger.close();
    sharepoint.close();
    compliance.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private String mailbox() {
    return "/api/v1/mailboxes/" + contoso.mailbox();
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 204);
    return answer.body();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  private JsonNode operatorSees() throws IOException {
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      return operator.get(
          "/api/v1/operator/tenants/%s/holds".formatted(contoso.administrator().tenant()));
    }
  }

  @Test
  @DisplayName("are placed on a mailbox, seen with it, and lifted")
  void onMailboxes() throws IOException {
    assertThat(ok(compliance.get(mailbox())).path("legalHolds").asInt()).isZero();
    JsonNode placed = ok(compliance.send("POST", mailbox() + "/holds", CASE));
    assertThat(placed.path("owner").asText()).isEqualTo(contoso.mailbox());
    assertThat(placed.path("ownerKind").asText()).isEqualTo("mailbox");
    assertThat(placed.path("placedBy").asText()).isEqualTo(compliance.objectId().toString());
    assertThat(placed.path("placedByName").asText()).isEqualTo("member");
    assertProblem(compliance.send("POST", mailbox() + "/holds", CASE), 409, "hold-exists");
    assertProblem(
        compliance.send("POST", mailbox() + "/holds", Map.of("name", "")), 400, "hold-invalid");
    assertProblem(compliance.send("POST", mailbox() + "/holds", Map.of()), 400, "request-invalid");

    JsonNode one = ok(compliance.get(mailbox()));
    assertThat(one.path("legalHolds").asInt()).isEqualTo(1);
    assertThat(one.path("state").asText()).isEqualTo("active");
    assertThat(one.has("litigationHold")).isFalse();
    JsonNode listed = ok(compliance.get("/api/v1/mailboxes")).path("mailboxes").get(0);
    assertThat(listed.path("legalHolds").asInt()).isEqualTo(1);
    assertThat(ok(compliance.get(mailbox() + "/holds")).path("holds").get(0)).isEqualTo(placed);
    assertThat(ok(compliance.get("/api/v1/holds?max=1")).path("holds").get(0)).isEqualTo(placed);
    assertThat(
            ok(compliance.get("/api/v1/holds?after=" + placed.path("id").asText())).path("holds"))
        .isEmpty();

    JsonNode seen = operatorSees();
    assertThat(seen.path("mailboxes").asInt()).isEqualTo(1);
    assertThat(seen.path("policies").findValuesAsText("id"))
        .containsExactly(contoso.policyId().toString());
    assertThat(seen.toString()).doesNotContain("Case 7", "letter", contoso.mailbox());

    ok(compliance.send("DELETE", mailbox() + "/holds/case%207", null));
    assertProblem(
        compliance.send("DELETE", mailbox() + "/holds/case%207", null), 404, "hold-not-found");
    assertThat(operatorSees().path("mailboxes").asInt()).isZero();
  }

  @Test
  @DisplayName("keep a site from being deleted, also by its owner")
  void onSites() throws IOException {
    ok(sharepoint.send("POST", "/api/v1/sites", Map.of("name", "archive")));
    String site = "/api/v1/sites/archive";
    JsonNode placed = ok(compliance.send("POST", site + "/holds", CASE));
    assertThat(placed.path("owner").asText()).endsWith("/sites/archive");
    assertProblem(sharepoint.send("DELETE", site, null), 409, "legal-hold");
    assertThat(ok(sharepoint.get(site)).path("legalHolds").asInt()).isEqualTo(1);
    assertThat(ok(sharepoint.get("/api/v1/sites")).path("sites").get(0).path("legalHolds").asInt())
        .isEqualTo(1);
    ok(compliance.send("DELETE", site + "/holds/" + placed.path("id").asText(), null));
    ok(sharepoint.send("DELETE", site, null));
  }

  @Test
  @DisplayName("keep documents from being deleted or replaced; new ones come, and lifting ends it")
  void documents() throws IOException {
    ok(sharepoint.send("POST", "/api/v1/sites", Map.of("name", "kept")));
    try (S3Client s3 = TestS3.of(sharepoint).client(server)) {
      put(s3, "old.txt");
      ok(compliance.send("POST", "/api/v1/sites/kept/holds", CASE));
      assertDenied(() -> s3.deleteObject(delete -> delete.bucket("kept").key("old.txt")));
      assertDenied(() -> put(s3, "old.txt"));
      assertDenied(
          () ->
              s3.copyObject(
                  copy ->
                      copy.sourceBucket("kept")
                          .sourceKey("old.txt")
                          .destinationBucket("kept")
                          .destinationKey("old.txt")
                          .metadataDirective("REPLACE")));
      put(s3, "new.txt");
      assertThat(s3.listObjectsV2(list -> list.bucket("kept")).keyCount()).isEqualTo(2);
      ok(compliance.send("DELETE", "/api/v1/sites/kept/holds/case%207", null));
      put(s3, "old.txt");
      s3.deleteObject(delete -> delete.bucket("kept").key("old.txt"));
      assertThat(s3.listObjectsV2(list -> list.bucket("kept")).keyCount()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("keep an empty site from being deleted over S3, too, with an answer that is final")
  void buckets() throws IOException {
    ok(sharepoint.send("POST", "/api/v1/sites", Map.of("name", "empty")));
    try (S3Client s3 = TestS3.of(sharepoint).client(server)) {
      ok(compliance.send("POST", "/api/v1/sites/empty/holds", CASE));
      assertDenied(() -> s3.deleteBucket(delete -> delete.bucket("empty")));
      ok(compliance.send("DELETE", "/api/v1/sites/empty/holds/case%207", null));
      s3.deleteBucket(delete -> delete.bucket("empty"));
    }
  }

  private static void put(S3Client s3, String name) {
    s3.putObject(put -> put.bucket("kept").key(name), RequestBody.fromString("text"));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(403);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(refused.awsErrorDetails().errorMessage()).contains("legal hold");
            });
  }

  @Test
  @DisplayName("are invisible to other tenants and to users who may not see them")
  void othersSeeNothing() throws IOException {
    String id = UUID.randomUUID().toString();
    for (Answer answer :
        List.of(
            stranger.send("POST", mailbox() + "/holds", CASE),
            stranger.get(mailbox() + "/holds"),
            stranger.send("DELETE", mailbox() + "/holds/" + id, null))) {
      assertProblem(answer, 404, "mailbox-not-found");
    }
    assertThat(ok(stranger.get("/api/v1/holds")).path("holds")).isEmpty();
    assertProblem(stranger.get("/api/v1/holds?after=x"), 400, "request-invalid");
  }
}
