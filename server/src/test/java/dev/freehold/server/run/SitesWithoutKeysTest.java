package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("A site under its tenant's keys, over S3,")
class SitesWithoutKeysTest {

  private static final String SITE = "finance";
  private static final String DOCUMENT = "plan.txt";
  private static final String CONTENT = "only with a vault's permission";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @DisplayName("is refused with 403 while both roots refuse, with 503 while no vault answers")
  void refusedAndUnanswered() throws Exception {
    Map<String, String> settings =
        Map.of("vault.port", Integer.toString(Ports.free()), "keys.lease-seconds", "3");
    TestS3 key;
    try (FreeholdServer server = start(settings);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      key = makeSite(server, tenant);
      try (S3Client s3 = key.client(server)) {
        put(s3, DOCUMENT);
        assertThat(refusal(s3)).isEmpty();

        tenant.permit(false);
        assertRefused(s3, 403, "AccessDenied");
        tenant.permit(true);
        awaitReadable(s3);
        put(s3, "after the revocation");

        server.vaults().close();
        assertThat(assertRefused(s3, 503, "ServiceUnavailable"))
            .as("whether to try again")
            .contains("1");
      }
      assertThat(Monitoring.figures(server.metricsUri()))
          .contains("freehold_s3_requests_seconds_count{operation=\"get_object\",outcome=\"4xx\"}")
          .contains("freehold_s3_requests_seconds_count{operation=\"put_object\",outcome=\"5xx\"}")
          .doesNotContain(SITE, DOCUMENT);
    }
    try (FreeholdServer revived = start(settings);
        S3Client s3 = key.client(revived)) {
      awaitReadable(s3);
      put(s3, "after the outage");
    }
  }

  private FreeholdServer start(Map<String, String> settings) {
    return TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings);
  }

  private static TestS3 makeSite(FreeholdServer server, TestTenant tenant) throws IOException {
    tenant.client().post("/api/v1/geos", Map.of("code", "EUR"));
    tenant
        .client()
        .post(
            "/api/v1/geos/EUR/policy",
            Map.of("primaryKey", newKey(tenant, "a"), "secondaryKey", newKey(tenant, "b")));
    try (Member admin = Member.of(server, tenant, "SHAREPOINT_ADMIN")) {
      assertThat(
              admin
                  .send("POST", "/api/v1/sites", Map.of("name", SITE, "geo", "EUR"))
                  .body()
                  .path("policyKind")
                  .asText())
          .isEqualTo("file");
      return TestS3.of(admin);
    }
  }

  /** A file policy names exact versions. */
  private static String newKey(TestTenant tenant, String letter) {
    tenant.newKey(letter, "files");
    return tenant.keys(letter).getKey("files").getId();
  }

  private static void put(S3Client s3, String name) {
    s3.putObject(put -> put.bucket(SITE).key(name), RequestBody.fromString(CONTENT));
  }

  /** How the document is refused; empty if it is read as it was written. */
  private static Optional<S3Exception> refusal(S3Client s3) {
    try {
      assertThat(s3.getObjectAsBytes(get -> get.bucket(SITE).key(DOCUMENT)).asUtf8String())
          .isEqualTo(CONTENT);
      return Optional.empty();
    } catch (S3Exception refused) {
      return Optional.of(refused);
    }
  }

  /** Waits until reads are refused so; then writes must be too. Gives what to try again after. */
  private static Optional<String> assertRefused(S3Client s3, int status, String code) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    Optional<S3Exception> refused = refusal(s3);
    while (refused.isEmpty()) {
      assertThat(System.nanoTime() - end).as("still readable").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      refused = refusal(s3);
    }
    assertCode(refused.get(), status, code);
    assertThatThrownBy(() -> put(s3, "refused"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, status, code));
    return refused.get().awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After");
  }

  private static void assertCode(S3Exception refused, int status, String code) {
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.statusCode()).isEqualTo(status);
  }

  private static void awaitReadable(S3Client s3) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (refusal(s3).isPresent()) {
      assertThat(System.nanoTime() - end).as("not yet readable again").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
