package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static dev.freehold.server.api.DocumentWorld.PASSPHRASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.persistence.testing.Folders;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.api.DocumentWorld.Reply;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.OperatorKeyFile;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.LmtpLines;
import dev.freehold.server.testing.TestOperator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A purge from its preview to the freed disk: what was foretold, and what is answered afterwards.
 */
@Order(1)
class PurgedContentTest {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration PAST_LEASES = Duration.ofMinutes(2);
  private static final String FOLDER = "Harbour rebuild";
  private static final String ALICE = "/api/v1/mailboxes/alice@lantern.example";
  private static final String BOB = "/api/v1/mailboxes/bob@lantern.example";

  private static final String PASSWORD = "four plain words & one";

  @TempDir private Path folder;
  private int imapPort;
  private int lmtpPort;
  private final TestOperator rosa = new TestOperator("Rosa Feld");
  private DocumentWorld world;
  private List<OperatorKeyFile> operators;

  @BeforeEach
  void start() throws Exception {
    imapPort = Ports.free();
    lmtpPort = Ports.free();
    operators =
        List.of(
            OperatorKeyFile.create(folder.resolve("one.json"), "operator-one", Optional.empty()),
            OperatorKeyFile.create(folder.resolve("two.json"), "operator-two", Optional.empty()));
    world =
        new DocumentWorld(
            folder,
            Map.of(
                "purge.operators",
                String.join(",", operators.stream().map(one -> one.verifier().toString()).toList()),
                "keys.lease-seconds",
                "1",
                "operators",
                TestOperator.named(rosa).get("operators"),
                // What is purged is freed when the purge ends, and waits for no sweep.
                "sweeper.interval-seconds",
                "3600",
                "imap.plain-port",
                Integer.toString(imapPort),
                "lmtp.port",
                Integer.toString(lmtpPort)));
    world.tenant.person("alice@lantern.example", "Alice", PASSWORD);
    world.tenant.client().post("/api/v1/mailboxes", Map.of("address", "bob@lantern.example"));
    world.tenant.allowReading("bob@lantern.example");
    for (int n = 1; n <= 3; n++) {
      append(ALICE + "/messages");
    }
    append(ALICE + "/messages?folder=" + FOLDER.replace(" ", "%20"));
    append(BOB + "/messages");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void append(String path) throws IOException {
    world
        .tenant
        .client()
        .upload(
            path,
            BodyPublishers.ofString("Subject: a\r\n\r\nb\r\n"),
            "Content-Type",
            "message/rfc822");
  }

  private Reply admin(String method, String path, Map<String, ?> body) throws Exception {
    return world.json(method, path, world.admin(), body);
  }

  private JsonNode get(String path) throws Exception {
    Reply reply = admin("GET", path, null);
    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    return reply.json();
  }

  /** The approver signs here, and both operators offline. */
  private String authorised() throws Exception {
    world.register(ADA, null, null);
    world.json("POST", "/api/v1/approver/key", world.signIn(ADA), Map.of("passphrase", PASSPHRASE));
    String purge = world.request("mail");
    world.document(purge);
    world.json(
        "POST",
        "/api/v1/purges/" + purge + "/document/sign",
        world.signIn(ADA),
        Map.of("passphrase", PASSPHRASE));
    assertThat(world.stateOf(purge)).isEqualTo("purgeAuthorised");
    return purge;
  }

  private Reply approve(String purge, OperatorKeyFile operator) throws Exception {
    String path = "/api/v1/operator/purges/" + purge;
    String statement =
        new String(
            world.send("GET", path + "/statement", world.operator(), null).body(),
            StandardCharsets.UTF_8);
    byte[] signed =
        new SignedNote(statement, List.of(operator.key().sign(operator.name(), statement))).bytes();
    return world.send("POST", path + "/approvals", world.operator(), signed);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private void assertPurged(Reply reply) throws Exception {
    assertThat(reply.code()).isEqualTo("purged");
    assertThat(reply.status()).isEqualTo(410);
  }

  private boolean isOnDisk(String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  @DisplayName("fault28: a hold stops it to the last step; then exactly the preview is destroyed")
  void fault28_andAfterwards() throws Exception {
    JsonNode preview = get("/api/v1/policies/mail/purge-preview").path("totals");
    assertThat(isOnDisk(FOLDER)).isTrue();
    String lockbox = approvedRequest();
    assertInbox("OK");
    String purge = authorised();
    // Who asks for a purge has revoked before.
    assertInbox("NO [CONTACTADMIN] the mailbox is locked");
    approve(purge, operators.getFirst());
    admin("POST", ALICE + "/holds", Map.of("name", "Case 4"));
    assertThat(approve(purge, operators.getLast()).code()).isEqualTo("legal-hold");
    assertThat(
            world
                .json(
                    "GET",
                    "/api/v1/operator/tenants/%s/holds"
                        .formatted(world.tenant.administrator().tenant()),
                    world.operator(),
                    null)
                .json()
                .path("policies")
                .findValuesAsText("state"))
        .containsExactly("purgeAuthorised");
    admin("DELETE", ALICE + "/holds/Case%204", null);
    assertThat(approve(purge, operators.getLast()).status()).isEqualTo(200);
    world.clock.shift(PAST_LEASES);
    await("the purge has ended", () -> world.stateOf(purge).equals("purged"));

    JsonNode inventory = get("/api/v1/purges/" + purge).path("inventory");
    assertThat(inventory.path("objects").asLong())
        .isEqualTo(4)
        .isEqualTo(preview.path("objects").asLong());
    assertThat(inventory.path("bytes").asLong()).isEqualTo(preview.path("bytes").asLong());
    assertAnswers();
    assertLockbox(lockbox);
    await("its folder's name is in no file", () -> !isOnDisk(FOLDER));
    await("no blob of it is left", () -> blobs() == 1);
    await("the case says so", () -> get("/api/v1/purges/" + purge).has("freed"));
    assertThat(get("/api/v1/purges/" + purge).path("freed").path("objects").asLong()).isEqualTo(4);
    JsonNode freed = get("/api/v1/audit-records?operations=PolicyPurgeFree").path("records");
    assertThat(freed).hasSize(1);
    assertThat(freed.get(0).path("details").path("freedObjects").asText()).isEqualTo("4");
    assertAnswers();
    assertLockbox(lockbox);
  }

  private long blobs() throws IOException {
    return Folders.files(folder.resolve("data/blobs/objects")).size();
  }

  /** Operators' access to the mailbox, which the tenant approved before it was purged. */
  private String approvedRequest() throws Exception {
    String requests = "/api/v1/operator/access-requests";
    String id =
        operator(
                "POST",
                requests,
                Map.of(
                    "tenant", "lantern",
                    "mailbox", "alice@lantern.example",
                    "supportCase", "C-1",
                    "reason", "a look",
                    "durationMinutes", 240))
            .path("id")
            .asText();
    try (ApiClient client = new ApiClient(rosa.connection(world.server), world.clock)) {
      client.post(requests + "/" + id + "/approve", Map.of());
    }
    assertThat(admin("POST", "/api/v1/access-requests/" + id + "/approve", Map.of()).status())
        .isEqualTo(200);
    return requests + "/" + id;
  }

  private JsonNode operator(String method, String path, Map<String, ?> body) throws Exception {
    Reply reply = world.json(method, path, world.operator(), body);
    assertThat(reply.status()).as(reply.json().toString()).isBetween(200, 201);
    return reply.json();
  }

  /** What alice is told in a mail program; what she may not open she may not add to either. */
  private void assertInbox(String answer) throws IOException {
    try (ImapLines client = ImapLines.plain(imapPort)) {
      assertThat(client.command("LOGIN alice@lantern.example \"%s\"".formatted(PASSWORD)))
          .contains(" OK ");
      assertThat(client.command("SELECT INBOX")).contains(" " + answer);
      if (!answer.equals("OK")) {
        assertThat(client.command("APPEND INBOX {6+}\r\nA: b\r\n")).contains(" " + answer);
      }
    }
  }

  private void assertLockbox(String request) throws Exception {
    for (String path : List.of("/folders", "/messages", "/messages/1/content")) {
      assertPurged(world.json("GET", request + path, world.operator(), null));
    }
  }

  /** The same before and after its rows are gone. */
  private void assertAnswers() throws Exception {
    assertInbox("NO [CONTACTADMIN] the organisation had this mailbox purged");
    assertThat(LmtpLines.deliver(lmtpPort, "alice@lantern.example")).startsWith("550 5.2.1");
    assertPurged(admin("GET", ALICE + "/messages", null));
    assertPurged(admin("GET", ALICE + "/messages/1/content", null));
    assertPurged(admin("GET", ALICE + "/folders", null));
    assertPurged(
        world.send("POST", ALICE + "/messages?folder=New", world.admin(), new byte[] {'a'}));
    assertThat(get(ALICE).path("state").asText()).isEqualTo("purged");
    JsonNode statistics = get(ALICE + "/statistics");
    assertThat(statistics.path("state").asText()).isEqualTo("purged");
    assertThat(statistics.path("itemCount").asInt()).isZero();
    assertThat(admin("POST", ALICE + "/holds", Map.of("name", "Late")).code())
        .isEqualTo("hold-too-late");
    assertThat(get("/api/v1/policies/mail/purge-preview").path("totals").path("objects").asInt())
        .isZero();
    assertThat(get(BOB).path("state").asText()).isEqualTo("active");
    assertThat(admin("GET", BOB + "/messages", null).status()).isEqualTo(200);
    assertThat(world.send("GET", BOB + "/messages/1/content", world.admin(), null).status())
        .isEqualTo(200);
  }
}
