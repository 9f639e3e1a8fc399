package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant is told of its protection over HTTPS, with real vaults. */
@DisplayName("Protection at a glance")
class ProtectionApiTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Long enough that vaults can be changed meanwhile on a busy machine. */
  private static final int LEASE_SECONDS = 10;

  private static final String PROTECTION = "/api/v1/protection";
  private static final String MESSAGES = "/api/v1/mailboxes/alice@contoso.example/messages";
  private static final String MESSAGE = "Subject: 1\r\n\r\nText\r\n";

  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of("keys.lease-seconds", Integer.toString(LEASE_SECONDS)));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
    upload();
  }

  @AfterEach
  void stop() {
    admin.close();
    tenant.close();
    server.close();
  }

  private void upload() throws IOException {
    tenant
        .client()
        .upload(MESSAGES, BodyPublishers.ofString(MESSAGE), "Content-Type", "message/rfc822");
  }

  private static JsonNode of(Member member) throws IOException {
    Answer answer = member.get(PROTECTION);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode policy(JsonNode protection, String kind) {
    for (JsonNode standing : protection.path("policies")) {
      if (standing.path("policy").path("kind").asText().equals(kind)) {
        return standing;
      }
    }
    throw new AssertionError("no %s policy in %s".formatted(kind, protection));
  }

  private JsonNode await(Predicate<JsonNode> expected) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    JsonNode seen = of(admin);
    while (!expected.test(seen) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      seen = of(admin);
    }
    assertThat(expected.test(seen)).as(seen.toString()).isTrue();
    return seen;
  }

  @Test
  @DisplayName("tells mailboxes, sites and bytes by policy, and both roots with their last proofs")
  void told() throws IOException {
    admin.send("POST", "/api/v1/geos", Map.of("code", "EUR"));
    admin.send("POST", "/api/v1/sites", Map.of("name", "board", "geo", "EUR"));
    admin.send("POST", "/api/v1/policies/mail/check", Map.of());
    JsonNode all =
        await(seen -> policy(seen, "serviceManaged").path("sites").path("encrypted").asInt() == 1);
    assertThat(all.path("countedAt").asText()).endsWith("Z");
    JsonNode mail = policy(all, "mailbox");
    assertThat(mail.path("policy").path("name").asText()).isEqualTo("mail");
    assertThat(mail.path("mailboxes").path("encrypted").asInt()).isEqualTo(1);
    assertThat(mail.path("mailboxes").path("moving").asInt()).isZero();
    assertThat(mail.path("objects").asInt()).isEqualTo(1);
    assertThat(mail.path("bytes").asInt()).isEqualTo(MESSAGE.length());
    assertThat(mail.path("roots")).hasSize(2);
    for (JsonNode root : mail.path("roots")) {
      assertThat(root.path("outcome").asText()).isEqualTo("agrees");
      assertThat(root.path("agreedAt").asText()).endsWith("Z");
      assertThat(root.path("enabled").asBoolean()).as("the vaults are this server's").isTrue();
    }
    JsonNode service = policy(all, "serviceManaged");
    assertThat(service.path("roots")).isEmpty();
    assertThat(service.path("policy").path("keys")).isEmpty();
    assertThat(all.path("geos").get(0).path("state").asText()).isEqualTo("unregistered");
    assertThat(all.path("geos").get(0).path("sites").path("encrypted").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("tells which root refuses, since when, and how fast reading has ended")
  void revocation() throws IOException {
    admin.send("POST", "/api/v1/policies/mail/check", Map.of());
    String proved = policy(of(admin), "mailbox").path("roots").get(0).path("agreedAt").asText();
    read();
    tenant.permit(false);
    await(
        seen -> {
          read();
          return policy(seen, "mailbox").has("revocation");
        });
    admin.send("POST", "/api/v1/policies/mail/check", Map.of());
    JsonNode mail = policy(of(admin), "mailbox");
    assertThat(mail.path("policy").path("locked").asBoolean()).isTrue();
    assertThat(mail.path("revocation").path("withinSeconds").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(LEASE_SECONDS);
    assertThat(mail.path("roots").get(0).path("outcome").asText()).isEqualTo("refused");
    assertThat(mail.path("roots").get(0).path("agreedAt").asText()).isEqualTo(proved);
    tenant.permit(true);
    admin.send("POST", "/api/v1/policies/mail/check", Map.of());
    assertThat(policy(of(admin), "mailbox").has("revocation"))
        .as("stays after the keys are given back")
        .isTrue();
  }

  /** Keeps a lease in use, until there is none. */
  private void read() {
    try {
      tenant.client().download(MESSAGES + "/1/content").close();
    } catch (IOException | RuntimeException refused) {
      assertThat(refused).hasMessageContaining("refuse");
    }
  }

  @Test
  @DisplayName("tells those who see sites alone nothing of mailboxes, and nobody of other tenants")
  void seen() throws IOException {
    try (Member sites = Member.of(server, tenant, "SHAREPOINT_ADMIN");
        TestTenant other = TestTenant.create(server, "fabrikam");
        Member stranger = Member.of(server, other, "GLOBAL_ADMIN")) {
      JsonNode seen = of(sites);
      assertThat(seen.path("policies")).hasSize(1);
      assertThat(policy(seen, "serviceManaged").has("mailboxes")).isFalse();
      assertThat(policy(seen, "serviceManaged").has("bytes")).isFalse();
      JsonNode others = of(stranger);
      assertThat(policy(others, "mailbox").path("objects").asInt()).isZero();
      assertThat(policy(others, "mailbox").path("mailboxes").path("encrypted").asInt())
          .isEqualTo(1);
    }
  }
}
