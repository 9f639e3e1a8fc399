package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first step of leaving over HTTPS, against real vaults. */
class PurgeRequestTest {

  private static final String MESSAGE = "Subject: last words\r\n\r\nFarewell.\r\n";
  private static final String POLICY = "/api/v1/policies/mail";
  private static final String REQUEST = POLICY + "/purge-request";
  private static final Map<String, Object> WISH =
      Map.of("reason", "We close down", "contact", "Ines Roth");

  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server =
        TestServer.start(
            folder.resolve("data"), Clock.systemUTC(), Map.of("keys.lease-seconds", "1"));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
  }

  @AfterEach
  void stop() {
    admin.close();
    tenant.close();
    server.close();
  }

  private Answer request(Map<String, Object> wish) throws IOException {
    return admin.send("POST", REQUEST, wish);
  }

  private JsonNode policy() throws IOException {
    return admin.get(POLICY).body();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  private void assertRemains(String... words) throws IOException {
    Answer answer = request(WISH);
    assertRefused(answer, 409, "purge-permission-remains");
    assertThat(answer.body().path("detail").asText()).contains(words);
    assertThat(policy().path("state").asText()).isEqualTo("active");
    assertThat(policy().has("purgeReason")).isFalse();
  }

  private void takeAway() throws IOException {
    for (String letter : List.of("a", "b")) {
      tenant.permit(letter, false, List.of("wrapKey", "unwrapKey"));
    }
  }

  @Test
  @DisplayName("Refused while the service may do anything with either key, then accepted once")
  void requests() throws IOException {
    assertRemains("contoso-vault-a", "contoso-vault-b", "(wrapKey, unwrapKey)");
    tenant.permit("a", false, List.of("wrapKey", "unwrapKey"));
    assertRemains("contoso-vault-b");
    tenant.permit("b", false, List.of("wrapKey"));
    assertRemains("contoso-vault-b", "(unwrapKey)");
    tenant.permit("b", true, List.of("wrapKey"));
    tenant.permit("b", false, List.of("unwrapKey"));
    assertRemains("contoso-vault-b", "(wrapKey)");
    tenant.permit("b", false, List.of("wrapKey"));

    Answer accepted = request(WISH);

    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
    assertThat(policy()).isEqualTo(accepted.body());
    assertThat(accepted.body().path("state").asText()).isEqualTo("purgeRequested");
    assertThat(accepted.body().path("purgeReason").asText()).isEqualTo("We close down");
    assertThat(accepted.body().path("purgeContact").asText()).isEqualTo("Ines Roth");
    assertThat(accepted.body().path("purgeRequestedAt").asText())
        .isEqualTo(accepted.body().path("changedAt").asText())
        .isGreaterThan(accepted.body().path("createdAt").asText());
    assertRefused(request(WISH), 409, "purge-requested");
    JsonNode records =
        admin.get("/api/v1/audit-records?operations=PolicyPurgeRequest").body().path("records");
    assertThat(records.findValuesAsText("outcome"))
        .containsExactly("refused", "refused", "refused", "refused", "done");
    assertThat(records.get(4).path("details").path("contact").asText()).isEqualTo("Ines Roth");
  }

  @Test
  @DisplayName("From then on it is neither assigned nor changed, in whatever way")
  void refusesAssignments() throws IOException {
    admin.send("POST", "/api/v1/mailboxes", Map.of("address", "bob@contoso.example"));
    admin.send(
        "POST",
        "/api/v1/mail-users",
        Map.of("address", "carol@contoso.example", "policyId", tenant.policyId()));
    List<String> keys = List.of(tenant.newKey("a", "k2"), tenant.newKey("b", "k2"));
    admin.send("POST", "/api/v1/policies", Map.of("name", "second", "keys", keys));
    takeAway();
    assertThat(request(WISH).status()).isEqualTo(200);

    Map<String, Object> refused = new HashMap<>();
    refused.put("PUT /api/v1/mailboxes/bob@contoso.example/policy", Map.of("policy", "mail"));
    refused.put("PUT /api/v1/mailboxes/carol@contoso.example/policy", Map.of("policy", "mail"));
    refused.put(
        "POST /api/v1/mailboxes/policy",
        Map.of("mailboxes", List.of("bob@contoso.example", tenant.mailbox()), "policy", "mail"));
    refused.put("POST /api/v1/policies/second/reassign", Map.of("to", "mail"));
    refused.put(
        "POST /api/v1/mailboxes",
        Map.of("address", "dora@contoso.example", "policyId", tenant.policyId()));
    refused.put(
        "POST /api/v1/mail-users",
        Map.of("address", "erik@contoso.example", "policyId", tenant.policyId()));
    refused.put("POST /api/v1/mailboxes/carol@contoso.example/migrate", Map.of());
    refused.put("POST " + POLICY + "/roll", Map.of());
    refused.put("PATCH " + POLICY, Map.of("description", "another"));
    refused.put(
        "POST /api/v1/recovery-requests", Map.of("policyId", tenant.policyId(), "reason", "back"));
    for (Map.Entry<String, Object> one : refused.entrySet()) {
      String[] route = one.getKey().split(" ", 2);
      assertRefused(admin.send(route[0], route[1], one.getValue()), 409, "policy-purge-requested");
    }
    assertThat(admin.get("/api/v1/jobs").body().path("jobs")).isEmpty();
  }

  @Test
  @DisplayName("With the permissions given back mail is read again, and the request stands")
  void permissionBack() throws IOException {
    String messages = "/api/v1/mailboxes/" + tenant.mailbox() + "/messages";
    tenant
        .client()
        .upload(messages, BodyPublishers.ofString(MESSAGE), "Content-Type", "message/rfc822");
    takeAway();
    assertThat(request(WISH).status()).isEqualTo(200);
    for (String letter : List.of("a", "b")) {
      tenant.permit(letter, true, List.of("wrapKey", "unwrapKey"));
    }
    admin.send("POST", POLICY + "/check", Map.of());
    try (InputStream in = tenant.client().download(messages + "/1/content")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(MESSAGE);
    }
    assertThat(policy().path("state").asText()).isEqualTo("purgeRequested");
    assertRefused(request(WISH), 409, "purge-requested");
  }

  @Test
  @DisplayName("A vault that does not answer needs the word that it is gone")
  void withoutVaults() throws IOException {
    takeAway();
    server.vaults().close();
    assertRefused(request(WISH), 503, "purge-vault-unknown");
    Map<String, Object> without = new HashMap<>(WISH);
    without.put("withoutVaults", true);
    assertThat(request(without).body().path("state").asText()).isEqualTo("purgeRequested");
  }

  @Test
  @DisplayName("Only a global administrator asks, with a reason and a contact, by any identity")
  void whoAndHow() throws IOException {
    takeAway();
    try (Member exchange = Member.of(server, tenant, "EXCHANGE_ADMIN")) {
      assertRefused(exchange.send("POST", REQUEST, WISH), 403, "role-missing");
    }
    assertRefused(request(Map.of("reason", "done")), 400, "request-invalid");
    assertRefused(request(Map.of("reason", " ", "contact", "I")), 400, "purge-text-invalid");
    String byDistinguishedName = "/api/v1/policies/CN=mail,OU=Policies/purge-request";
    Answer accepted = admin.send("POST", byDistinguishedName, WISH);
    assertThat(accepted.body().path("name").asText()).isEqualTo("mail");
    assertThat(accepted.body().path("state").asText()).isEqualTo("purgeRequested");
  }
}
