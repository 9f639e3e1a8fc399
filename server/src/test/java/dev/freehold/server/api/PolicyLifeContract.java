package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.keys.models.KeyProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpLines;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of policies over HTTPS, against real vaults, with the official key client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PolicyLifeContract {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int LEASE_SECONDS = 3;
  private static final String MESSAGE = "Subject: hello\r\n\r\nThe quick brown fox.\r\n";

  private static final String PASSWORD = "four plain words & one";

  private int imapPort;
  private int lmtpPort;
  private FreeholdServer server;
  private TestTenant tenant;
  private ApiClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    imapPort = Ports.free();
    lmtpPort = Ports.free();
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings(folder));
    tenant = TestTenant.create(server, "contoso");
    client = tenant.client();
  }

  /** Where metadata is kept, and a lease that is short, yet longer than a busy machine stands. */
  private Map<String, String> settings(Path folder) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "keys.lease-seconds",
                Integer.toString(LEASE_SECONDS),
                "imap.plain-port",
                Integer.toString(imapPort),
                "lmtp.port",
                Integer.toString(lmtpPort)));
    if (TestDatabases.migrated(dialect(), folder, Schemas.MAIN)
        instanceof DatabaseSettings.Postgresql(String url, String user, String password, int _)) {
      settings.put("database.url", url);
      settings.put("database.user", user);
      settings.put("database.password", password);
    }
    return settings;
  }

  abstract Dialect dialect();

  @AfterAll
  void stop() {
    tenant.close();
    server.close();
  }

  @Test
  @DisplayName("a mailbox goes from the default to a policy, to another, and back with null")
  void assigns() throws IOException {
    String mailbox = mailbox("bob");
    append(mailbox);
    assertThat(statistics(mailbox).path("policyKind").asText()).isEqualTo("serviceManaged");
    assertThat(statistics(mailbox).path("isEncrypted").asBoolean()).isTrue();
    assertThat(statistics(mailbox).hasNonNull("dataEncryptionPolicyID")).isFalse();

    done(client.put("/api/v1/mailboxes/" + mailbox + "/policy", Map.of("policy", "mail")));
    assertUnder(mailbox, tenant.policyId().toString());

    String second = policy("second", "k2");
    done(client.put("/api/v1/mailboxes/" + mailbox + "/policy", Map.of("policy", "second")));
    assertUnder(mailbox, second);

    done(
        client.put(
            "/api/v1/mailboxes/" + mailbox + "/policy", Collections.singletonMap("policy", null)));
    assertThat(statistics(mailbox).path("policyKind").asText()).isEqualTo("serviceManaged");
    assertThat(read(mailbox)).isEqualTo(MESSAGE);
  }

  @Test
  @DisplayName("a thousand mailboxes with the longest addresses fit into one order")
  void assignsAThousand() {
    String domain = "%1$s.%1$s.%2$s".formatted("d".repeat(63), "d".repeat(61));
    List<String> longest =
        IntStream.range(1000, 2000).mapToObj(i -> "m".repeat(60) + i + "@" + domain).toList();
    assertThat(longest.getFirst()).hasSize(254);
    assertThatThrownBy(
            () ->
                client.post(
                    "/api/v1/mailboxes/policy", Map.of("mailboxes", longest, "policy", "mail")))
        .isInstanceOfSatisfying(
            ApiRefusedException.class, e -> assertThat(e.code()).isEqualTo("mailbox-not-found"));
  }

  @Test
  @DisplayName("a mail user's content is under its policy from the first byte")
  void migrates() throws IOException {
    JsonNode mailUser =
        client.post(
            "/api/v1/mail-users",
            Map.of("address", "carol@contoso.example", "policyId", tenant.policyId()));
    String id = mailUser.path("id").asText();
    assertThat(mailUser.path("recipientKind").asText()).isEqualTo("mailUser");
    client.post("/api/v1/mailboxes/" + id + "/migrate", Map.of());
    tenant.allowReading("carol@contoso.example");
    append(id);
    assertUnder(id, tenant.policyId().toString());
  }

  @Test
  @DisplayName("a roll refreshes both keys, states what is under them, and frees the old versions")
  void rolls() throws IOException {
    String policy = policy("rolled", "k3");
    String mailbox = mailbox("dave");
    append(mailbox);
    done(client.put("/api/v1/mailboxes/" + mailbox + "/policy", Map.of("policy", "rolled")));
    List<KeyProperties> before =
        List.of(
            tenant.keys("a").getKey("k3").getProperties(),
            tenant.keys("b").getKey("k3").getProperties());
    tenant.newKey("a", "k3");
    tenant.newKey("b", "k3");

    JsonNode job = done(client.post("/api/v1/policies/" + policy + "/roll", Map.of()));

    JsonNode statement = job.path("statement");
    assertThat(statement.path("ownerKeys").asText()).isEqualTo("1");
    assertThat(statement.path("ownerKeysThatDidNotOpen").asText()).isEqualTo("0");
    assertThat(statement.path("digest").asText()).hasSize(64);
    assertThat(statement.path("versionsBeforeMayBeDisabled").asText()).isEqualTo("true");
    tenant.keys("a").updateKeyProperties(before.getFirst().setEnabled(false));
    tenant.keys("b").updateKeyProperties(before.getLast().setEnabled(false));
    JsonNode checks = client.post("/api/v1/policies/" + policy + "/check", Map.of());
    assertThat(checks.path("roots").findValuesAsText("outcome"))
        .containsExactly("agrees", "agrees");
    assertThat(read(mailbox)).isEqualTo(MESSAGE);
  }

  @Test
  @DisplayName("a multi-workload policy covers mailboxes without a policy of their own")
  void coversTheTenant() throws IOException {
    String mailbox = mailbox("erin");
    append(mailbox);
    List<String> keys = List.of(tenant.newKey("a", "mw"), tenant.newKey("b", "mw"));
    client.post("/api/v1/multi-workload-policies", Map.of("name", "all", "keys", keys));
    done(client.put("/api/v1/multi-workload-policy-assignment", Map.of("policy", "all")));
    assertThat(statistics(mailbox).path("policyKind").asText()).isEqualTo("multiWorkload");
    assertThat(read(mailbox)).isEqualTo(MESSAGE);
    done(
        client.put(
            "/api/v1/multi-workload-policy-assignment", Collections.singletonMap("policy", null)));
    assertThat(statistics(mailbox).path("policyKind").asText()).isEqualTo("serviceManaged");
  }

  @Test
  @DisplayName("a geo is registered, rolled one key at a time, and says where it is")
  void registersAGeo() throws IOException {
    client.post("/api/v1/geos", Map.of("code", "nam"));
    assertThat(geo().path("state").asText()).isEqualTo("Unregistered");
    tenant.newKey("a", "files");
    tenant.newKey("b", "files");
    done(
        client.post(
            "/api/v1/geos/NAM/policy",
            Map.of(
                "primaryKey", tenant.keys("a").getKey("files").getId(),
                "secondaryKey", tenant.keys("b").getKey("files").getId())));
    assertThat(geo().path("state").asText()).isEqualTo("Registered");
    assertThat(geo().path("percentOfSites").asInt()).isEqualTo(100);
    tenant.newKey("a", "files");
    String rolled = tenant.keys("a").getKey("files").getId();
    done(client.post("/api/v1/geos/NAM/policy/roll", Map.of("keyType", "Primary", "key", rolled)));
    assertThat(geo().path("primaryKey").asText()).isEqualTo(rolled);
    assertThatThrownBy(
            () ->
                client.post(
                    "/api/v1/geos/NAM/policy",
                    Map.of("primaryKey", rolled, "secondaryKey", rolled)))
        .isInstanceOfSatisfying(
            ApiRefusedException.class, e -> assertThat(e.code()).isEqualTo("geo-registered"));
  }

  @Test
  @DisplayName("both roots lost: asked, approved, opened by the operator, moved, and retired")
  void recovers() throws IOException {
    // Nobody approves who came after the request.
    try (ApiClient approver = tenant.application(Clock.systemUTC(), "APPROVER")) {
      recovers(approver);
    }
  }

  private void recovers(ApiClient approver) throws IOException {
    String policy = policy("lost", "k4");
    String mailbox = mailbox("frank");
    append(mailbox);
    done(client.put("/api/v1/mailboxes/" + mailbox + "/policy", Map.of("policy", "lost")));
    tenant.keys("a").beginDeleteKey("k4").waitForCompletion();
    tenant.keys("b").beginDeleteKey("k4").waitForCompletion();
    awaitRefusal("lost");
    tenant.person(mailbox, "Frank", PASSWORD);
    assertMail(mailbox, "NO [CONTACTADMIN] the mailbox is locked");
    JsonNode request =
        client.post(
            "/api/v1/recovery-requests", Map.of("policyId", policy, "reason", "both deleted"));
    String path = "/api/v1/recovery-requests/" + request.path("id").asText();
    assertThatThrownBy(() -> client.post(path + "/approve", Map.of()))
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            e -> assertThat(e.code()).isEqualTo("recovery-step-refused"));
    approver.post(path + "/approve", Map.of());
    Connection operator = Connection.read(server.operatorConnection());
    try (ApiClient asOperator = new ApiClient(operator, Clock.systemUTC())) {
      asOperator.post(
          "/api/v1/operator/recovery-requests/" + request.path("id").asText() + "/open", Map.of());
    }
    String fresh = policy("fresh", "k5");
    assertMail(mailbox, "NO [CONTACTADMIN] the mailbox is locked");
    try (ApiClient compliance = tenant.application(Clock.systemUTC(), "COMPLIANCE_ADMIN")) {
      assertThatThrownBy(() -> compliance.post(path + "/move", Map.of("to", "fresh")))
          .isInstanceOfSatisfying(
              ApiRefusedException.class, e -> assertThat(e.code()).isEqualTo("role-missing"));
    }
    done(client.post(path + "/move", Map.of("to", "fresh")));
    assertUnder(mailbox, fresh);
    assertMail(mailbox, "OK");
    assertThat(client.get("/api/v1/policies/lost").path("state").asText()).isEqualTo("retired");
    assertThat(client.get(path).path("state").asText()).isEqualTo("done");
    assertThat(
            client
                .get("/api/v1/audit-records?max=1000&operation=FallbackToAvailabilityKey")
                .path("records"))
        .isNotEmpty();
  }

  /** People are told this when they open INBOX; mail comes in all the time. */
  private void assertMail(String mailbox, String select) throws IOException {
    try (ImapLines client = ImapLines.plain(imapPort)) {
      assertThat(client.command("LOGIN %s \"%s\"".formatted(mailbox, PASSWORD))).contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains(" " + select);
    }
    assertThat(LmtpLines.deliver(lmtpPort, mailbox)).startsWith("250 2.1.5");
  }

  private void assertUnder(String mailbox, String policyId) throws IOException {
    JsonNode statistics = statistics(mailbox);
    assertThat(statistics.path("dataEncryptionPolicyID").asText()).isEqualTo(policyId);
    assertThat(statistics.path("isEncrypted").asBoolean()).isTrue();
    assertThat(statistics.path("itemsLeft").asLong()).isZero();
    assertThat(read(mailbox)).isEqualTo(MESSAGE);
  }

  private String policy(String name, String key) throws IOException {
    List<String> keys = List.of(tenant.newKey("a", key), tenant.newKey("b", key));
    return client.post("/api/v1/policies", Map.of("name", name, "keys", keys)).path("id").asText();
  }

  private String mailbox(String name) throws IOException {
    String address = name + "@contoso.example";
    client.post("/api/v1/mailboxes", Map.of("address", address));
    tenant.allowReading(address);
    return address;
  }

  private void append(String mailbox) throws IOException {
    client.upload(
        "/api/v1/mailboxes/" + mailbox + "/messages",
        BodyPublishers.ofString(MESSAGE),
        "Content-Type",
        "message/rfc822");
  }

  private String read(String mailbox) throws IOException {
    try (InputStream in = client.download("/api/v1/mailboxes/" + mailbox + "/messages/1/content")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonNode statistics(String mailbox) throws IOException {
    return client.get("/api/v1/mailboxes/" + mailbox + "/statistics");
  }

  private JsonNode geo() throws IOException {
    return client.get("/api/v1/geos/NAM/policy");
  }

  /** Waits until users are refused: the lease has ended. */
  private void awaitRefusal(String policy) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    String path = "/api/v1/policies/" + policy + "/key-access";
    while (client.get(path).path("status").asText().equals("available")) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("users still have access to " + policy);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Waits until a job is done and gives it. */
  private JsonNode done(JsonNode job) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    JsonNode now = job;
    while (!now.path("state").asText().equals("done")) {
      if (now.path("state").asText().equals("failed") || System.nanoTime() - end > 0) {
        throw new AssertionError("the job is not done: " + now);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      now = client.get("/api/v1/jobs/" + job.path("id").asText());
    }
    return now;
  }
}
