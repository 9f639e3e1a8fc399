package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What previews say over HTTPS, held against what a revocation at real vaults then does. */
@Order(1)
class PreviewApiTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String POLICY = "/api/v1/policies/mail";
  private static final String NAME = "policyName";
  private static final String GEO = "/api/v1/geos/EUR/policy";
  private static final List<String> MAILBOXES = List.of("alice@contoso.example", "bob@x.example");
  private static final List<String> SITES = List.of("board", "lobby");

  private Path data;
  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;
  private S3Client s3;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of("keys.lease-seconds", "3"));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
    s3 = TestS3.of(admin).client(server);
    fill();
  }

  @AfterEach
  void stop() {
    s3.close();
    admin.close();
    tenant.close();
    server.close();
  }

  /** Alice and the board are under the tenant's keys, Bob and the lobby under the service's. */
  private void fill() throws IOException {
    admin.send("POST", "/api/v1/mailboxes", Map.of("address", MAILBOXES.get(1)));
    tenant.allowReading(MAILBOXES.get(1));
    admin.send("POST", "/api/v1/geos", Map.of("code", "EUR"));
    admin.send("POST", "/api/v1/geos", Map.of("code", "NAM"));
    Map<String, String> keys = Map.of("primaryKey", exactKey("a"), "secondaryKey", exactKey("b"));
    assertThat(admin.send("POST", GEO, keys).status()).isEqualTo(202);
    for (String mailbox : MAILBOXES) {
      for (int n = 1; n <= 3; n++) {
        tenant
            .client()
            .upload(
                messages(mailbox),
                BodyPublishers.ofString("Subject: %d\r\n\r\nText\r\n".formatted(n)),
                "Content-Type",
                "message/rfc822");
      }
    }
    for (String site : SITES) {
      String geo = site.equals(SITES.getFirst()) ? "EUR" : "NAM";
      admin.send("POST", "/api/v1/sites", Map.of("name", site, "geo", geo));
      for (String name : List.of("a.txt", "b/c.txt")) {
        s3.putObject(put -> put.bucket(site).key(name), RequestBody.fromString("text"));
      }
    }
  }

  private String exactKey(String letter) {
    tenant.newKey(letter, "files");
    return tenant.keys(letter).getKey("files").getId();
  }

  private static String messages(String mailbox) {
    return "/api/v1/mailboxes/" + mailbox + "/messages";
  }

  private JsonNode ok(String path) throws IOException {
    Answer answer = admin.get(path);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** How many messages and documents of each mailbox and site nobody can read now. */
  private Map<String, Long> unreadable() throws IOException {
    Map<String, Long> lost = new TreeMap<>();
    for (String mailbox : MAILBOXES) {
      for (int uid = 1; uid <= 3; uid++) {
        try (InputStream in =
            tenant.client().download(messages(mailbox) + "/" + uid + "/content")) {
          assertThat(in.readAllBytes()).isNotEmpty();
        } catch (ApiRefusedException refused) {
          lost.merge(mailbox, 1L, Long::sum);
        }
      }
    }
    for (String site : SITES) {
      for (String name : List.of("a.txt", "b/c.txt")) {
        try {
          s3.getObjectAsBytes(get -> get.bucket(site).key(name));
        } catch (S3Exception refused) {
          lost.merge(site, 1L, Long::sum);
        }
      }
    }
    return lost;
  }

  private static Map<String, Long> foretold(JsonNode... previews) {
    Map<String, Long> lost = new TreeMap<>();
    for (JsonNode preview : previews) {
      for (JsonNode entry : preview.path("entries")) {
        String name = entry.path("name").asText();
        lost.put(name.substring(name.lastIndexOf('/') + 1), entry.path("objects").asLong());
      }
    }
    return lost;
  }

  @Test
  @DisplayName("A revocation makes exactly unreadable what both previews have said")
  void exact() throws IOException {
    JsonNode mail = ok(POLICY + "/revocation-preview");
    JsonNode files = ok(GEO + "/revocation-preview");
    assertThat(unreadable()).isEmpty();
    tenant.permit(false);
    awaitUnreadable(foretold(mail, files));
    assertThat(foretold(mail, files)).isEqualTo(Map.of(MAILBOXES.getFirst(), 3L, "board", 2L));
    tenant.permit(true);
    awaitUnreadable(Map.of());
  }

  private void awaitUnreadable(Map<String, Long> expected) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    Map<String, Long> lost = unreadable();
    while (!lost.equals(expected) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      lost = unreadable();
    }
    assertThat(lost).isEqualTo(expected);
  }

  @Test
  @DisplayName("Totals come first, with names, holds and what goes on; each look is recorded")
  void told() throws IOException {
    admin.send(
        "POST", "/api/v1/mailboxes/" + MAILBOXES.getFirst() + "/holds", Map.of("name", "Case 1"));
    JsonNode purge = ok(POLICY + "/purge-preview?max=1");
    assertThat(purge.path("policyName").asText()).isEqualTo("mail");
    assertThat(purge.path("preview").asText()).isEqualTo("purge");
    assertThat(purge.path("systemWorkGoesOn").asBoolean()).isFalse();
    JsonNode totals = purge.path("totals");
    assertThat(totals.path("mailboxes").asInt()).isEqualTo(1);
    assertThat(totals.path("objects").asInt()).isEqualTo(3);
    assertThat(totals.path("bytes").asInt()).isEqualTo(3 * "Subject: 1\r\n\r\nText\r\n".length());
    assertThat(totals.path("held").asInt()).isEqualTo(1);
    assertThat(totals.path("blockedByHolds").asBoolean()).isTrue();
    JsonNode entry = purge.path("entries").get(0);
    assertThat(entry.path("kind").asText()).isEqualTo("mailbox");
    assertThat(entry.path("legalHolds").asInt()).isEqualTo(1);
    JsonNode last = ok(POLICY + "/purge-preview?max=1&after=" + purge.path("next").asText());
    assertThat(last.path("entries")).isEmpty();
    assertThat(last.has("totals")).isFalse();

    JsonNode revocation = ok(POLICY + "/revocation-preview");
    assertThat(revocation.path("systemWorkGoesOn").asBoolean()).isTrue();
    assertThat(revocation.path("totals").path("blockedByHolds").asBoolean()).isFalse();
    JsonNode files = ok(GEO + "/purge-preview");
    assertThat(files.path("totals").path("sites").asInt()).isEqualTo(1);
    assertThat(files.path("entries").get(0).path("name").asText()).endsWith("/sites/board");
    assertThat(ok("/api/v1/audit-records?operations=PurgePreview").path("records")).hasSize(3);
    assertThat(ok("/api/v1/audit-records?operations=RevocationPreview").path("records")).hasSize(1);
  }

  @Test
  @DisplayName("A revocation names the other policies whose roots are in the same vaults")
  void shared() throws IOException {
    List<String> keys = List.of(exactKey("a"), exactKey("b"));
    assertThat(
            admin.send("POST", "/api/v1/policies", Map.of("name", "same", "keys", keys)).status())
        .isEqualTo(201);
    assertThat(ok(POLICY + "/revocation-preview").path("sharingVaults").findValuesAsText(NAME))
        .containsExactly("same");
    assertThat(ok(POLICY + "/purge-preview").path("sharingVaults")).isEmpty();
    assertThat(ok(GEO + "/revocation-preview").path("sharingVaults")).isEmpty();
  }

  @Test
  @DisplayName(
      "Content that has yet to come under a policy is listed, with the policy that keeps it "
          + "readable")
  void waiting() throws Exception {
    orderButHoldBack(MAILBOXES.get(1));
    JsonNode preview = ok(POLICY + "/revocation-preview");
    assertThat(preview.path("totals").path("waiting").asInt()).isEqualTo(1);
    assertThat(preview.path("totals").path("readableObjects").asInt()).isEqualTo(3);
    JsonNode bob =
        ok(POLICY + "/revocation-preview?after=" + preview.path("next").asText())
            .path("entries")
            .get(0);
    assertThat(bob.path("name").asText()).isEqualTo(MAILBOXES.get(1));
    assertThat(bob.path("waiting").asBoolean()).isTrue();
    assertThat(bob.path("objects").asInt()).isZero();
    assertThat(bob.path("readableUnder").get(0).path("policyKind").asText())
        .isEqualTo("serviceManaged");
  }

  /** Takes the permissions away; a mailbox is assigned the policy, and does not come under it. */
  private void orderButHoldBack(String mailbox) throws Exception {
    Map<String, Long> lost =
        foretold(ok(POLICY + "/revocation-preview"), ok(GEO + "/revocation-preview"));
    tenant.permit(false);
    // As long as a lease lasts the key is there to move with.
    awaitUnreadable(lost);
    holdMovesBack();
    Map<String, Object> order = new HashMap<>(Map.of("policy", "mail"));
    assertThat(admin.send("PUT", "/api/v1/mailboxes/" + mailbox + "/policy", order).status())
        .isEqualTo(202);
  }

  @Test
  @DisplayName("A purge says before and after its request what it leaves out, and is not refused")
  void leftOut() throws Exception {
    orderButHoldBack(MAILBOXES.get(1));
    assertThat(ok(POLICY + "/purge-preview").path("totals").path("waiting").asInt()).isEqualTo(1);
    assertThat(previewed("mail"))
        .contains("1 mailbox with 3 items", "1 mailbox would stay as before: the policy was")
        .contains("3 items, ", "would stay readable under other keys.");
    assertThat(previewed("--geo=EUR")).contains("1 site with", "for good.");
    assertThat(ok("/api/v1/purges").path("purges")).isEmpty();
    Map<String, Object> wish = Map.of("reason", "We close down", "contact", "Ines Roth");
    assertThat(admin.send("POST", POLICY + "/purge-request", wish).status()).isEqualTo(200);
    JsonNode purge = ok("/api/v1/purges").path("purges").get(0);
    assertThat(purge.path("waiting").asInt()).isEqualTo(1);
    JsonNode mark = purge.path("checklist").get(1);
    assertThat(mark.path("step").asText()).isEqualTo("waiting");
    assertThat(mark.path("done").asBoolean()).isTrue();
    assertThat(mark.path("text").asText())
        .isEqualTo(
            "not destroyed, readable as before: 1 mailbox with an assignment that is not in effect"
                + " yet");
    assertThat(
            ok("/api/v1/audit-records?operations=PolicyPurgeRequest")
                .path("records")
                .get(0)
                .path("details")
                .path("waitingOwners")
                .asText())
        .isEqualTo("1");
    assertThat(unreadable()).doesNotContainKey(MAILBOXES.get(1));
  }

  /** What the command says with {@code --preview}. */
  private String previewed(String subject) throws IOException {
    Path connection = data.resolveSibling("admin.json");
    tenant.administrator().write(connection);
    CommandRun said =
        CommandRun.of(
            "purge",
            "request",
            subject,
            "--preview",
            "--reason=We close down",
            "--contact=Ines Roth",
            "--connection=" + connection);
    assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.OK);
    return said.out();
  }

  /** The service makes the key anew by the availability key, at once: here it gets no row. */
  private void holdMovesBack() throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
        Statement statement = database.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(
          "CREATE TRIGGER no_move BEFORE INSERT ON owner_keys"
              + " BEGIN SELECT RAISE(ABORT, 'moves are held back'); END");
    }
  }

  @Test
  @DisplayName("A geo without a policy has none, and a cursor of one's own is refused")
  void refused() throws IOException {
    assertThat(admin.get("/api/v1/geos/NAM/policy/purge-preview").code())
        .isEqualTo("geo-not-registered");
    assertThat(admin.get(POLICY + "/purge-preview?after=x").code()).isEqualTo("request-invalid");
    assertThat(admin.get("/api/v1/policies/none/purge-preview").code())
        .isEqualTo("policy-not-found");
  }
}
