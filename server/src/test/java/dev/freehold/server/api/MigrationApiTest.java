package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.freehold.persistence.testing.FileSearch;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Migrations over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationApiTest {

  private static final String ENDPOINTS = "/api/v1/migration-endpoints";
  private static final String BATCHES = "/api/v1/migration-batches";
  private static final String DRY_RUNS = "/api/v1/migration-dry-runs";
  private static final String PASSWORD = "kestrel-over-granite-7";
  private static final Instant DELIVERED = Instant.parse("2024-06-07T08:09:10Z");
  private static final String MESSAGE =
      "From: nora@old.example\r\nSubject: the minutes\r\n\r\nAs agreed.\r\n";

  private GreenMail source;
  private FreeholdServer server;
  private Path data;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member admin;
  private Member stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    source = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap").dynamicPort());
    source.start();
    deliver(source.setUser("nora@old.example", "nora", PASSWORD));
    data = folder.resolve("data");
    server =
        TestServer.start(
            data,
            Clock.systemUTC(),
            Map.of("migration.inside-servers", "127.0.0.1:" + source.getImap().getPort()));
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = Member.of(server, contoso, "EXCHANGE_ADMIN");
    stranger = Member.of(server, fabrikam, "GLOBAL_ADMIN");
    assertThat(admin.send("POST", ENDPOINTS, endpoint("old")).status()).isEqualTo(201);
  }

  private void deliver(GreenMailUser user) throws Exception {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(MESSAGE.getBytes(US_ASCII)));
    source
        .getManagers()
        .getImapHostManager()
        .getInbox(user)
        .appendMessage(message, new Flags(Flags.Flag.ANSWERED), Date.from(DELIVERED));
  }

  @AfterAll
  void stop() {
    admin.close();
    stranger.close();
    contoso.close();
    fabrikam.close();
    server.close();
    source.stop();
  }

  private Map<String, Object> endpoint(String name) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("name", name);
    wanted.put("remoteServer", "127.0.0.1");
    wanted.put("port", source.getImap().getPort());
    wanted.put("security", "none");
    return wanted;
  }

  private static Map<String, Object> batch(String name, String csv, boolean autoStart) {
    return Map.of(
        "name",
        name,
        "sourceEndpoint",
        "old",
        "csvData",
        csv.getBytes(UTF_8),
        "autoStart",
        autoStart);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  @DisplayName("An endpoint says how it signs in and whom it trusts, and never its secret")
  void endpointWithASecret() throws Exception {
    Map<String, Object> wanted = endpoint("online");
    wanted.put("skipVerification", true);
    wanted.put("authentication", "clientCredentials");
    wanted.put("clientId", "application-1");
    wanted.put("clientSecret", PASSWORD);
    wanted.put("tokenUri", "https://login.example/token");
    wanted.put("scope", "https://mail.example/.default");
    wanted.put("certificateFingerprint", "AB:".repeat(31) + "AB");
    wanted.put("maxMessagesPerHour", 500);
    assertThat(admin.send("POST", ENDPOINTS, wanted).status()).isEqualTo(201);

    JsonNode shown = admin.get(ENDPOINTS + "/online").body();
    assertThat(shown.path("authentication").asText()).isEqualTo("clientCredentials");
    assertThat(shown.path("clientId").asText()).isEqualTo("application-1");
    assertThat(shown.path("tokenUri").asText()).isEqualTo("https://login.example/token");
    assertThat(shown.path("certificateFingerprint").asText()).isEqualTo("ab".repeat(32));
    assertThat(shown.path("maxMessagesPerHour").asInt()).isEqualTo(500);
    assertThat(shown.toString()).doesNotContain(PASSWORD);
    assertNotOnDisk(PASSWORD);

    wanted.put("name", "inside");
    wanted.put("tokenUri", "https://127.0.0.1:8443/token");
    assertRefused(admin.send("POST", ENDPOINTS, wanted), 422, "migration-server-refused");
    wanted.put("administrator", "root");
    assertRefused(admin.send("POST", ENDPOINTS, wanted), 400, "request-invalid");
    wanted.put("authentication", "ntlm");
    assertRefused(admin.send("POST", ENDPOINTS, wanted), 400, "request-invalid");
  }

  @Test
  @DisplayName("A mail user with a policy is migrated, and all of it is under that policy")
  void endToEnd() throws Exception {
    Answer user =
        admin.send(
            "POST",
            "/api/v1/mail-users",
            Map.of("address", "nora@contoso.example", "policyId", contoso.policyId()));
    assertThat(user.body().path("recipientKind").asText()).isEqualTo("mailUser");
    String csv =
        "EmailAddress,UserName,Password\nnora@contoso.example,nora,%s\n".formatted(PASSWORD);

    Answer made = admin.send("POST", BATCHES, batch("wave 1", csv, false));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("status").asText()).isEqualTo("created");
    assertThat(made.body().path("totalCount").asInt()).isEqualTo(1);
    assertNotOnDisk(PASSWORD);
    assertThat(admin.send("POST", BATCHES + "/wave%201/start", null).status()).isEqualTo(200);
    JsonNode ended = awaitEnd("wave%201");

    assertThat(ended.path("status").asText()).isEqualTo("completed");
    String mailbox = "/api/v1/mailboxes/nora@contoso.example";
    JsonNode statistics = admin.get(mailbox + "/statistics").body();
    assertThat(statistics.path("isEncrypted").asBoolean()).isTrue();
    assertThat(statistics.path("dataEncryptionPolicyID").asText())
        .isEqualTo(contoso.policyId().toString());
    assertThat(statistics.path("itemCount").asInt()).isEqualTo(1);
    JsonNode users = admin.get(BATCHES + "/wave%201/users").body().path("users");
    assertThat(users.path(0).path("emailAddress").asText()).isEqualTo("nora@contoso.example");
    assertThat(users.path(0).path("copiedBytes").asInt()).isEqualTo(MESSAGE.length());
    assertReport();
    JsonNode audit = contoso.client().get("/api/v1/audit-records");
    assertThat(audit.toString())
        .contains("MigrationEndpointCreate", "MigrationBatchCreate", "imap-migration")
        .doesNotContain(PASSWORD);
    assertRefused(
        admin.send("POST", BATCHES + "/wave%201/start", null), 409, "migration-batch-state");
  }

  @Test
  @DisplayName("A batch goes on until somebody completes it")
  void goesOn() throws Exception {
    GreenMailUser omar = source.setUser("omar@old.example", "omar", PASSWORD);
    deliver(omar);
    admin.send(
        "POST",
        "/api/v1/mail-users",
        Map.of("address", "omar@contoso.example", "policyId", contoso.policyId()));
    String csv =
        "EmailAddress,UserName,Password\nomar@contoso.example,omar,%s\n".formatted(PASSWORD);
    Map<String, Object> wanted = new HashMap<>(batch("tide", csv, true));
    wanted.put("syncIntervalMinutes", 60);
    assertRefused(admin.send("POST", BATCHES, wanted), 400, "request-invalid");
    wanted.put("autoComplete", false);
    wanted.put("completeAfter", "tomorrow");
    assertRefused(admin.send("POST", BATCHES, wanted), 400, "request-invalid");
    wanted.put("completeAfter", Instant.now().plus(Duration.ofDays(1)).toString());
    wanted.put("moveFolders", List.of(Map.of("from", "Sent Items")));
    assertRefused(admin.send("POST", BATCHES, wanted), 400, "request-invalid");
    wanted.remove("moveFolders");
    assertThat(admin.send("POST", BATCHES, wanted).status()).isEqualTo(201);
    JsonNode synced = await("tide", now -> now.path("status").asText().equals("synced"));
    assertThat(synced.hasNonNull("nextSyncAt")).isTrue();
    assertThat(synced.hasNonNull("endedAt")).isFalse();
    assertNotOnDisk(PASSWORD);
    assertRefused(
        admin.send("PATCH", BATCHES + "/tide", Map.of("syncIntervalMinutes", 1)),
        400,
        "migration-invalid");
    Answer tooLong = admin.send("PATCH", BATCHES + "/tide", Map.of("syncIntervalMinutes", 10_081));
    assertRefused(tooLong, 400, "migration-invalid");
    assertThat(tooLong.body().path("detail").asText()).contains("from 15 to 10080");
    Answer edited = admin.send("PATCH", BATCHES + "/tide", Map.of("deletionLimit", 5));
    assertThat(edited.body().path("deletionLimit").asInt()).isEqualTo(5);
    assertThat(edited.body().path("syncIntervalMinutes").asInt()).isEqualTo(60);
    String approve = BATCHES + "/tide/users/omar@contoso.example/approve-deletions";
    assertRefused(admin.send("POST", approve, null), 409, "migration-batch-state");
    assertRefused(stranger.send("POST", approve, null), 404, "migration-batch-not-found");

    Map<String, Object> never = Map.of("completeAfter", "never");
    assertThat(edited.body().hasNonNull("completeAfter")).isTrue();
    Answer byHand = admin.send("PATCH", BATCHES + "/tide", never);
    assertThat(byHand.body().hasNonNull("completeAfter")).isFalse();
    assertThat(byHand.body().path("deletionLimit").asInt()).isEqualTo(5);

    omar.setPassword("tulip");
    Map<String, Object> renewed = Map.of("csvData", csv.replace(PASSWORD, "tulip").getBytes(UTF_8));
    assertRefused(
        stranger.send("POST", BATCHES + "/tide/passwords", renewed),
        404,
        "migration-batch-not-found");
    assertRefused(
        admin.send("POST", BATCHES + "/tide/passwords", Map.of("csvData", "%")),
        400,
        "request-invalid");
    Answer given = admin.send("POST", BATCHES + "/tide/passwords", renewed);
    assertThat(given.body().path("status").asText()).isEqualTo("synced");

    deliver(omar);
    assertThat(admin.send("POST", BATCHES + "/tide/complete", null).status()).isEqualTo(200);
    assertThat(awaitEnd("tide").path("status").asText()).isEqualTo("completed");
    JsonNode runs = admin.get(BATCHES + "/tide/runs").body().path("runs");
    assertThat(runs).hasSize(2);
    assertThat(runs.path(0).path("isFinal").asBoolean()).isTrue();
    assertThat(runs.path(0).path("brought").path("newItems").asInt()).isEqualTo(1);
    assertRefused(
        admin.send("POST", BATCHES + "/tide/complete", null), 409, "migration-batch-state");
  }

  @Test
  @DisplayName("Whether a server answers can be tested without making anything")
  void tests() throws IOException {
    String tests = "/api/v1/migration-server-tests";
    Answer known = admin.send("POST", tests, Map.of("endpoint", "old"));
    assertThat(known.body().path("result").asText()).isEqualTo("success");
    Answer inside = admin.send("POST", tests, Map.of("remoteServer", "127.0.0.1", "port", 143));
    assertThat(inside.body().path("result").asText()).isEqualTo("failed");
    assertThat(inside.body().path("code").asText()).isEqualTo("migration-server-refused");
    assertRefused(admin.send("POST", tests, Map.of()), 400, "request-invalid");
    assertRefused(
        admin.send("POST", tests, Map.of("endpoint", "old", "remoteServer", "mail.old.example")),
        400,
        "request-invalid");
    assertRefused(
        stranger.send("POST", tests, Map.of("endpoint", "old")),
        404,
        "migration-endpoint-not-found");
  }

  @Test
  @DisplayName("A dry run tells what a batch would do, and makes nothing")
  void dryRun() throws Exception {
    admin.send("POST", "/api/v1/mail-users", Map.of("address", "olga@contoso.example"));
    String csv =
        "EmailAddress,UserName,Password\nolga@contoso.example,nora,%s\n".formatted(PASSWORD);
    Map<String, Object> wanted = Map.of("sourceEndpoint", "old", "csvData", csv.getBytes(UTF_8));
    Answer answer = admin.send("POST", DRY_RUNS, wanted);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode user = answer.body().path("users").path(0);
    assertThat(user.path("ready").asBoolean()).isTrue();
    assertThat(user.path("items").asInt()).isEqualTo(1);
    assertThat(user.path("bytes").asInt()).isPositive();
    assertThat(answer.body().path("totals").path("ready").asInt()).isEqualTo(1);
    assertThat(answer.body().path("space").asText()).isEqualTo("enough");
    assertThat(answer.body().has("next")).isFalse();
    assertThat(answer.body().toString()).doesNotContain(PASSWORD);
    assertNotOnDisk(PASSWORD);
    assertThat(
            admin
                .get("/api/v1/mailboxes/olga@contoso.example")
                .body()
                .path("recipientKind")
                .asText())
        .isEqualTo("mailUser");
    assertRefused(stranger.send("POST", DRY_RUNS, wanted), 404, "migration-endpoint-not-found");
    Map<String, Object> wrong = new HashMap<>(wanted);
    wrong.put("after", "2.-1");
    assertRefused(admin.send("POST", DRY_RUNS, wrong), 400, "request-invalid");
  }

  @Test
  @DisplayName("Commands tell what a batch would do, and how far one is")
  void commands() throws Exception {
    admin.send("POST", "/api/v1/mail-users", Map.of("address", "pia@contoso.example"));
    String csv =
        "EmailAddress,UserName,Password\npia@contoso.example,nora,%s\n".formatted(PASSWORD);
    String file = data.resolveSibling("users.csv").toString();
    Files.writeString(Path.of(file), csv + contoso.mailbox() + ",nora,wrong\n");
    Path connection = data.resolveSibling("admin.json");
    contoso.administrator().write(connection);
    String[] caller = {"--connection", connection.toString()};

    CommandRun dry =
        CommandRun.of("mail", "dry-run", file, "--endpoint", "old", caller[0], caller[1]);
    assertThat(dry.exitCode()).as(dry.err()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(dry.out())
        .containsPattern("pia@contoso.example +ready +1 +1 ")
        .contains("migration-login-refused", "2 mailboxes", "1 ready", "room here: enough");

    admin.send("POST", BATCHES, batch("seen", csv, true));
    awaitEnd("seen");
    CommandRun seen = CommandRun.of("mail", "migration", "seen", caller[0], caller[1]);
    assertThat(seen.exitCode()).as(seen.err()).isEqualTo(ExitCode.OK);
    assertThat(seen.out())
        .containsPattern("pia@contoso.example +completed +1\n")
        .endsWith("batch completed\n");
  }

  @Test
  @DisplayName("A batch that runs is removed only if that is confirmed")
  void removalOfARunningBatch() throws IOException {
    Map<String, Object> away = endpoint("away");
    away.put("remoteServer", "mail.old.example");
    away.put("port", 993);
    away.put("skipVerification", true);
    assertThat(admin.send("POST", ENDPOINTS, away).status()).isEqualTo(201);
    String csv = "EmailAddress,UserName,Password\n%s,x,%s\n".formatted(contoso.mailbox(), PASSWORD);
    Map<String, Object> wanted = new HashMap<>(batch("runs", csv, true));
    wanted.put("sourceEndpoint", "away");
    assertThat(admin.send("POST", BATCHES, wanted).status()).isEqualTo(201);
    assertRefused(admin.send("DELETE", BATCHES + "/runs", null), 409, "migration-batch-runs");
    assertThat(admin.send("DELETE", BATCHES + "/runs?confirm=true", null).status()).isEqualTo(204);
  }

  private void assertReport() throws IOException {
    String report = BATCHES + "/wave%201/users/Nora@contoso.example/report";
    JsonNode folder = admin.get(report).body().path("folders").path(0);
    assertThat(folder.path("folder").asText()).isEqualTo("INBOX");
    assertThat(folder.path("atSource").asInt()).isEqualTo(1);
    assertThat(folder.path("newItems").asInt()).isEqualTo(1);
    assertRefused(
        admin.get(BATCHES + "/wave%201/users/x@contoso.example/report"), 404, "mailbox-not-found");
    assertRefused(stranger.get(report), 404, "migration-batch-not-found");
  }

  private void assertNotOnDisk(String secret) throws IOException {
    assertThat(FileSearch.count(data, List.of(secret.getBytes(US_ASCII)))).isZero();
  }

  private JsonNode awaitEnd(String batch) throws IOException {
    return await(batch, now -> now.has("endedAt"));
  }

  private JsonNode await(String batch, Predicate<JsonNode> condition) throws IOException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    JsonNode now = admin.get(BATCHES + "/" + batch).body();
    while (!condition.test(now)) {
      assertThat(Instant.now()).as("%s", now).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      now = admin.get(BATCHES + "/" + batch).body();
    }
    return now;
  }

  @Test
  @DisplayName("A tenant cannot make the service connect to what is inside")
  void refusedAddresses() throws IOException {
    for (Object[] target :
        new Object[][] {{"127.0.0.1", 143}, {"localhost", 993}, {"10.0.0.1", 143}, {"::1", 993}}) {
      Map<String, Object> wanted = endpoint("inside");
      wanted.put("remoteServer", target[0]);
      wanted.put("port", target[1]);
      assertRefused(admin.send("POST", ENDPOINTS, wanted), 422, "migration-server-refused");
    }
    Map<String, Object> otherPort = endpoint("inside");
    otherPort.put("port", server.apiUri().getPort());
    otherPort.put("skipVerification", true);
    assertRefused(admin.send("POST", ENDPOINTS, otherPort), 422, "migration-server-refused");
  }

  @Test
  @DisplayName("Names are taken once, in any case, and by their tenant alone")
  void names() throws IOException {
    assertRefused(admin.send("POST", ENDPOINTS, endpoint("OLD")), 409, "migration-endpoint-exists");
    assertThat(stranger.get(ENDPOINTS).body().path("migrationEndpoints")).isEmpty();
    assertRefused(stranger.get(ENDPOINTS + "/old"), 404, "migration-endpoint-not-found");
    String csv = "EmailAddress,UserName,Password\n%s,x,%s\n".formatted(contoso.mailbox(), PASSWORD);
    assertRefused(
        stranger.send("POST", BATCHES, batch("theirs", csv, false)),
        404,
        "migration-endpoint-not-found");
    assertThat(admin.send("POST", BATCHES, batch("ours", csv, false)).status()).isEqualTo(201);
    assertRefused(
        admin.send("POST", BATCHES, batch("Ours", csv, false)), 409, "migration-batch-exists");
    assertRefused(stranger.get(BATCHES + "/ours"), 404, "migration-batch-not-found");
    assertRefused(admin.send("DELETE", ENDPOINTS + "/old", null), 409, "migration-endpoint-in-use");
    assertRefused(admin.send("POST", BATCHES + "/ours/stop", null), 409, "migration-batch-state");
    assertThat(admin.send("DELETE", BATCHES + "/ours", null).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("A CSV that is refused is not repeated in the answer")
  void badCsv() throws IOException {
    String csv = "EmailAddress,UserName,Password,Phone\nx@contoso.example,x," + PASSWORD + ",1\n";
    Answer refused = admin.send("POST", BATCHES, batch("bad", csv, false));
    assertRefused(refused, 400, "migration-csv-invalid");
    assertThat(refused.body().toString()).doesNotContain(PASSWORD);
    Answer notBase64 =
        admin.send("POST", BATCHES, Map.of("name", "bad", "sourceEndpoint", "old", "csvData", csv));
    assertRefused(notBase64, 400, "request-invalid");
    assertThat(notBase64.body().toString()).doesNotContain(PASSWORD);
  }
}
