package dev.freehold.server.notifications.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A webhook of a tenant")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class WebhookDeliveryTest {

  private static final String WEBHOOKS = "/api/v1/webhooks";
  private static final List<String> ROOT = List.of("get", "wrapKey", "unwrapKey");

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private final List<TestTenant> tenants = new ArrayList<>();
  private HookReceiver receiver;
  private FreeholdServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    receiver = HookReceiver.start(folder);
    server =
        TestServer.start(
            folder.resolve("data"),
            clock,
            Map.of(
                "notifications.webhooks.inside",
                receiver.authority(),
                "notifications.webhooks.ca",
                receiver.authorityFile().toString()));
  }

  @AfterAll
  void stop() {
    tenants.forEach(TestTenant::close);
    server.close();
    receiver.close();
  }

  private TestTenant tenant(String name) throws IOException {
    TestTenant tenant = TestTenant.create(server, clock, name);
    tenants.add(tenant);
    return tenant;
  }

  private JsonNode webhook(TestTenant tenant, String path, String... kinds) throws IOException {
    return tenant
        .client()
        .post(WEBHOOKS, Map.of("url", receiver.url(path), "kinds", List.of(kinds)));
  }

  private static JsonNode askForRecovery(TestTenant tenant) throws IOException {
    return tenant
        .client()
        .post(
            "/api/v1/recovery-requests",
            Map.of("policyId", tenant.policyId(), "reason", "a secret reason"));
  }

  /** The only delivery of the newest notification of a kind. */
  private static JsonNode delivery(TestTenant tenant, String kind) {
    try {
      for (JsonNode each : tenant.client().get("/api/v1/notifications").path("notifications")) {
        if (each.path("kind").asText().equals(kind)) {
          return each.path("deliveries").path(0);
        }
      }
      return Json.MAPPER.createObjectNode();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void awaitState(TestTenant tenant, String kind, String state) {
    Eventually.holds(
        kind + " is " + state, () -> delivery(tenant, kind).path("state").asText().equals(state));
  }

  @Test
  @DisplayName("gets a signed request with ids only, and the list says that it arrived")
  void arrives() throws Exception {
    TestTenant tenant = tenant("contoso");
    JsonNode made = webhook(tenant, "/signed");

    JsonNode request = askForRecovery(tenant);
    HookReceiver.Request received = receiver.next("/signed");

    assertThat(received.isSignedBy(made.path("secret").asText())).isTrue();
    JsonNode body = Json.MAPPER.readTree(received.body());
    assertThat(body.path("type").asText()).isEqualTo("recovery-request");
    assertThat(body.path("data").path("id").asText()).isEqualTo(received.id());
    assertThat(body.path("data").path("tenantId").asText())
        .isEqualTo(tenant.administrator().tenant());
    assertThat(body.path("data").path("subject").asText()).isEqualTo(request.path("id").asText());
    assertThat(received.body()).doesNotContain("secret reason", "alice", "vault");
    awaitState(tenant, "recovery-request", "sent");
    assertThat(delivery(tenant, "recovery-request").path("lastStatus").asText()).isEqualTo("200");
    assertThat(delivery(tenant, "recovery-request").path("receiver").asText())
        .isEqualTo(made.path("id").asText());
  }

  @Test
  @DisplayName("shows its secret once, and its address to administrators")
  void secretOnce() throws Exception {
    TestTenant tenant = tenant("adatum");
    JsonNode made = webhook(tenant, "/once?token=abc");

    JsonNode listed = tenant.client().get(WEBHOOKS);

    assertThat(made.path("secret").asText()).startsWith("whsec_");
    assertThat(listed.toString()).doesNotContain("whsec_");
    assertThat(listed.path("webhooks").path(0).path("url").asText())
        .isEqualTo(receiver.url("/once?token=abc"));
    assertThat(records(tenant, "WebhookCreate"))
        .contains("localhost")
        .doesNotContain("token=abc", "whsec_");
  }

  private static String records(TestTenant tenant, String operation) {
    try {
      return tenant.client().get("/api/v1/audit-records?operations=" + operation).toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  @DisplayName("that fails is tried again under the same id until it answers well")
  void retried() throws Exception {
    TestTenant tenant = tenant("fabrikam");
    webhook(tenant, "/failing");
    receiver.answer("/failing", () -> 503);

    askForRecovery(tenant);
    String first = receiver.next("/failing").id();
    awaitStatus(tenant, "503", 1);
    clock.advance(Duration.ofMinutes(1));
    String second = receiver.next("/failing").id();
    awaitStatus(tenant, "503", 2);
    receiver.answer("/failing", () -> 204);
    clock.advance(Duration.ofMinutes(1));
    String third = receiver.next("/failing").id();

    awaitState(tenant, "recovery-request", "sent");
    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
    assertThat(delivery(tenant, "recovery-request").path("tries").asInt()).isEqualTo(3);
  }

  private static void awaitStatus(TestTenant tenant, String status, int tries) {
    Eventually.holds(
        status + " is noted",
        () -> {
          JsonNode delivery = delivery(tenant, "recovery-request");
          return delivery.path("lastStatus").asText().equals(status)
              && delivery.path("tries").asInt() == tries;
        });
  }

  @Test
  @DisplayName("is given up after three days, which the ledger says")
  void givenUp() throws Exception {
    TestTenant tenant = tenant("northwind");
    webhook(tenant, "/dead");
    receiver.answer("/dead", () -> 500);

    askForRecovery(tenant);
    receiver.next("/dead");
    awaitStatus(tenant, "500", 1);
    clock.advance(Duration.ofDays(3));

    awaitState(tenant, "recovery-request", "givenUp");
    assertThat(records(tenant, "NotificationGiveUp")).contains("recovery-request", "500");
    clock.advance(Duration.ofDays(1));
    assertThat(delivery(tenant, "recovery-request").has("nextTryAt")).isFalse();
  }

  @Test
  @DisplayName("that answers 410 gets it no more")
  void gone() throws Exception {
    TestTenant tenant = tenant("tailspin");
    webhook(tenant, "/gone");
    receiver.answer("/gone", () -> 410);

    askForRecovery(tenant);

    awaitState(tenant, "recovery-request", "givenUp");
  }

  @Test
  @DisplayName("that redirects is not followed")
  void notFollowed() throws Exception {
    TestTenant tenant = tenant("litware");
    webhook(tenant, "/redirecting");
    receiver.answer("/redirecting", () -> 307);

    askForRecovery(tenant);
    receiver.next("/redirecting");

    awaitStatus(tenant, "307", 1);
    assertThat(receiver.waiting("/elsewhere")).isZero();
  }

  @Test
  @DisplayName("gets only the kinds that it was made for")
  void kinds() throws Exception {
    TestTenant tenant = tenant("proseware");
    webhook(tenant, "/roots", "root-revoked", "root-silent");
    webhook(tenant, "/all");

    askForRecovery(tenant);
    receiver.next("/all");

    assertThat(receiver.waiting("/roots")).isZero();
    Member.Answer refused;
    try (Member admin = Member.of(server, tenant.administrator())) {
      refused =
          admin.send(
              "POST",
              WEBHOOKS,
              Map.of("url", receiver.url("/x"), "kinds", List.of("no-such-kind")));
    }
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("notification-kind-unknown");
  }

  @Test
  @DisplayName("hears once of a root key that is revoked again and again within an hour")
  void flapping() throws Exception {
    TestTenant tenant = tenant("wingtip");
    webhook(tenant, "/flapping", "root-revoked");
    String check = "/api/v1/policies/%s/check".formatted(tenant.policyId());

    for (int times = 0; times < 3; times++) {
      tenant.permit("a", false, ROOT);
      tenant.client().post(check, Map.of());
      tenant.permit("a", true, ROOT);
      tenant.client().post(check, Map.of());
    }
    String first = receiver.next("/flapping").body();

    Eventually.holds("three are counted", () -> occasions(tenant, "root-revoked") == 3);
    assertThat(first).contains("\"" + tenant.policyId() + "/1\"");
    assertThat(receiver.waiting("/flapping")).isZero();
    clock.advance(Duration.ofHours(2));
    tenant.permit("a", false, ROOT);
    tenant.client().post(check, Map.of());
    receiver.next("/flapping");
  }

  private static int occasions(TestTenant tenant, String kind) {
    try {
      for (JsonNode each : tenant.client().get("/api/v1/notifications").path("notifications")) {
        if (each.path("kind").asText().equals(kind)) {
          return each.path("occasions").asInt();
        }
      }
      return 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  @DisplayName("hears that a key in a vault of the server expires soon")
  void expiring() throws Exception {
    TestTenant tenant = tenant("cohowinery");
    webhook(tenant, "/expiring", "key-expiring");
    String key =
        tenant
            .keys("a")
            .createEcKey(
                new CreateEcKeyOptions("short-lived")
                    .setExpiresOn(
                        clock.instant().plus(Duration.ofDays(20)).atOffset(ZoneOffset.UTC)))
            .getId();

    server.vaults().keepHouse();

    assertThat(receiver.next("/expiring").body()).contains("\"" + key + "\"");
  }

  @Test
  @DisplayName("is tried by a request of the kind test")
  void test() throws Exception {
    TestTenant tenant = tenant("humongous");
    String id = webhook(tenant, "/tried", "root-silent").path("id").asText();

    JsonNode sent = tenant.client().post(WEBHOOKS + "/" + id + "/test", Map.of());
    HookReceiver.Request received = receiver.next("/tried");

    assertThat(received.id()).isEqualTo(sent.path("id").asText());
    assertThat(received.body()).contains("\"type\":\"test\"");
  }

  @Test
  @DisplayName("that is deleted gets nothing more")
  void deleted() throws Exception {
    TestTenant tenant = tenant("graphic");
    String id = webhook(tenant, "/deleted").path("id").asText();
    receiver.answer("/deleted", () -> 500);
    askForRecovery(tenant);
    receiver.next("/deleted");
    awaitStatus(tenant, "500", 1);

    try (Member admin = Member.of(server, tenant.administrator())) {
      assertThat(admin.send("DELETE", WEBHOOKS + "/" + id, null).status()).isEqualTo(204);
    }
    clock.advance(Duration.ofMinutes(1));

    awaitState(tenant, "recovery-request", "dropped");
    assertThat(receiver.waiting("/deleted")).isZero();
    assertThat(tenant.client().get(WEBHOOKS).path("webhooks")).isEmpty();
  }

  @Test
  @DisplayName("is nothing to another tenant, whose notifications it never gets")
  void ofAnother() throws Exception {
    TestTenant own = tenant("alpine");
    TestTenant other = tenant("bellows");
    String id = webhook(own, "/alpine").path("id").asText();
    webhook(other, "/bellows");

    askForRecovery(other);
    receiver.next("/bellows");

    assertThat(receiver.waiting("/alpine")).isZero();
    try (Member stranger = Member.of(server, other.administrator())) {
      for (String made : List.of(id, UUID.randomUUID().toString())) {
        Member.Answer answer = stranger.send("DELETE", WEBHOOKS + "/" + made, null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("webhook-not-found");
      }
      assertThat(stranger.get("/api/v1/notifications").body().toString()).doesNotContain(id);
    }
  }

  @Test
  @DisplayName("cannot lead to this machine, a private network or anything but https")
  void refused() throws Exception {
    TestTenant tenant = tenant("fourthcoffee");
    try (Member admin = Member.of(server, tenant.administrator())) {
      for (String inside :
          List.of(
              "https://127.0.0.1/",
              "https://localhost:1/",
              "https://10.1.2.3/",
              "https://192.168.0.1/",
              "https://169.254.169.254/latest/meta-data",
              "https://2130706433/",
              "https://no-such-name.invalid/")) {
        Member.Answer answer = admin.send("POST", WEBHOOKS, Map.of("url", inside));
        assertThat(answer.code()).as(inside).isEqualTo("webhook-refused");
        assertThat(answer.status()).isEqualTo(422);
      }
      for (String malformed :
          List.of(
              "http://hooks.example.org/",
              "https://user:word@hooks.example.org/",
              "https://hooks.example.org/#part",
              "https://hooks.example.org/" + "x".repeat(1_024),
              "ftp://hooks.example.org/",
              "hooks.example.org",
              "https://[::1]/",
              "https://hooks.example.org/a b")) {
        Member.Answer answer = admin.send("POST", WEBHOOKS, Map.of("url", malformed));
        assertThat(answer.code()).as(malformed).isEqualTo("webhook-invalid");
        assertThat(answer.status()).isEqualTo(400);
      }
    }
  }

  @Test
  @DisplayName("is one of ten at most")
  void atMostTen() throws Exception {
    TestTenant tenant = tenant("woodgrove");
    for (int made = 0; made < WebhookLimits.MAX_WEBHOOKS; made++) {
      webhook(tenant, "/many");
    }
    try (Member admin = Member.of(server, tenant.administrator())) {
      Member.Answer eleventh = admin.send("POST", WEBHOOKS, Map.of("url", receiver.url("/many")));
      assertThat(eleventh.status()).isEqualTo(409);
      assertThat(eleventh.code()).isEqualTo("too-many-webhooks");
    }
  }
}
