package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.receipt.ReceiptCheck;
import dev.freehold.ledger.receipt.ReceiptReport;
import dev.freehold.ledger.receipt.ReceiptTrust;
import dev.freehold.server.api.DocumentWorld.Reply;
import dev.freehold.server.document.ReceiptDocument;
import dev.freehold.server.testing.OutsideSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purges over HTTPS from their request to their receipt, against real vaults. */
class PurgeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAST_LEASES = Duration.ofMinutes(3);
  private static final String GEO = "/api/v1/geos/NAM";

  private final NoteKey first = NoteKey.generate();
  private final NoteKey second = NoteKey.generate();
  private PurgedSite site;
  private DocumentWorld world;
  private OutsideSigner ada;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    world =
        new DocumentWorld(
            folder,
            first.verifier("sol", VerifierKey.Use.NOTE)
                + ","
                + second.verifier("luna", VerifierKey.Use.NOTE));
    ada = OutsideSigner.create();
    assertThat(world.register(ADA, ada.certificate(), ada.issuer()).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    if (site != null) {
      site.close();
    }
    world.close();
  }

  private JsonNode ok(Reply reply) throws Exception {
    assertThat(reply.status())
        .as(new String(reply.body(), StandardCharsets.UTF_8))
        .isBetween(200, 299);
    return reply.json();
  }

  private JsonNode get(String path) throws Exception {
    return ok(world.json("GET", path, world.admin(), null));
  }

  private void authorise(String purge) throws Exception {
    ok(world.upload(purge, ada.sign(world.document(purge))));
  }

  private JsonNode approve(String purge) throws Exception {
    String path = "/api/v1/operator/purges/" + purge;
    String statement =
        new String(
            world.send("GET", path + "/statement", world.operator(), null).body(),
            StandardCharsets.UTF_8);
    List<NoteSignature> signatures = new ArrayList<>();
    signatures.add(first.sign("sol", statement));
    signatures.add(second.sign("luna", statement));
    return ok(
        world.send(
            "POST",
            path + "/approvals",
            world.operator(),
            new SignedNote(statement, signatures).bytes()));
  }

  private void await(String purge, String state) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!world.stateOf(purge).equals(state)) {
      assertThat(Instant.now()).as(get("/api/v1/jobs").toString()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private void awaitLeases(String purge) throws Exception {
    String job = get("/api/v1/purges/" + purge).path("jobId").asText();
    Instant end = Instant.now().plus(PATIENCE);
    while (!get("/api/v1/jobs/" + job).path("code").asText().equals("purge-waits-for-leases")) {
      assertThat(Instant.now()).as(get("/api/v1/jobs/" + job).toString()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(world.stateOf(purge)).isEqualTo("purging");
    world.clock.shift(PAST_LEASES);
    ok(
        world.json(
            "POST", "/api/v1/operator/purges/" + purge + "/resume", world.operator(), Map.of()));
  }

  private void assertReceipt(String purge) throws Exception {
    Reply reply = world.send("GET", "/api/v1/purges/" + purge + "/receipt", world.admin(), null);
    ok(reply);
    Receipt receipt = Receipt.parse(reply.body());
    assertThat(receipt.event().objectId()).isEqualTo(purge);
    ReceiptReport report =
        ReceiptCheck.verify(
            receipt,
            new ReceiptTrust(
                Optional.empty(),
                List.of(),
                true,
                List.of(
                    first.verifier("sol", VerifierKey.Use.NOTE),
                    second.verifier("luna", VerifierKey.Use.NOTE)),
                Optional.empty()));
    assertThat(report.holds()).as(report.toString()).isTrue();
    assertThat(report.operators()).containsExactly("sol", "luna");
    assertEvidence(purge, receipt);
  }

  /** What the two operators and the approver signed is there, and right. */
  private void assertEvidence(String purge, Receipt receipt) throws Exception {
    SignedNote kept =
        SignedNote.parse(
            world
                .send("GET", "/api/v1/purges/" + purge + "/approvals", world.admin(), null)
                .body());
    assertThat(kept.text()).contains("purge " + purge);
    assertThat(kept.isSignedBy(first.verifier("sol", VerifierKey.Use.NOTE))).isTrue();
    assertThat(kept.isSignedBy(second.verifier("luna", VerifierKey.Use.NOTE))).isTrue();
    byte[] signed =
        world
            .send("GET", "/api/v1/purges/" + purge + "/document/signed", world.admin(), null)
            .body();
    ReceiptDocument checked = ReceiptDocument.check(signed, receipt.preconditions());
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.certificate()).contains(ada.certificate());
    signed[signed.length / 3] ^= 1;
    assertThat(ReceiptDocument.check(signed, receipt.preconditions()).findings()).hasSize(1);
  }

  @Test
  @DisplayName("Mail: requested, signed, approved twice, destroyed, proved, and said so once")
  void mail() throws Exception {
    String messages = "/api/v1/mailboxes/" + world.tenant.mailbox() + "/messages";
    ok(
        world.send(
            "POST",
            messages,
            world.admin(),
            "Subject: a\r\n\r\nLast words.\r\n".getBytes(StandardCharsets.UTF_8)));
    String purge = world.request("mail");
    assertThat(
            world.json("GET", "/api/v1/purges/" + purge + "/receipt", world.admin(), null).status())
        .isEqualTo(409);
    authorise(purge);
    assertInventory(purge);
    JsonNode open = ok(world.json("GET", "/api/v1/operator/purges", world.operator(), null));
    assertThat(open.path("purges")).hasSize(1);
    assertThat(open.toString()).doesNotContain("Last words").doesNotContain("We close down");

    approve(purge);
    awaitLeases(purge);
    await(purge, "purged");

    assertThat(get("/api/v1/policies/mail").path("state").asText()).isEqualTo("purged");
    world.tenant.permit(true);
    Reply gone = world.json("GET", messages, world.admin(), null);
    assertThat(gone.code()).isEqualTo("purged");
    assertThat(gone.status()).isEqualTo(410);
    assertReceipt(purge);
    JsonNode done = get("/api/v1/audit-records?operations=PolicyPurge").path("records");
    assertThat(done).hasSize(1);
    assertThat(done.get(0).path("details").path("destroyedObjects").asInt()).isPositive();
    assertThat(done.get(0).path("details").path("triedObjects").asInt()).isPositive();
  }

  /** The receipt says who agreed and when, and so does the document that was signed. */
  private void assertConsents(String purge, JsonNode consent) throws Exception {
    Receipt receipt =
        Receipt.parse(
            world.send("GET", "/api/v1/purges/" + purge + "/receipt", world.admin(), null).body());
    assertThat(receipt.personal().values())
        .containsEntry(
            "consents", consent.path("objectId").asText() + " " + consent.path("givenAt").asText());
    assertThat(receipt.preconditions()).containsEntry("consentCount", "1");
    byte[] signed =
        world
            .send("GET", "/api/v1/purges/" + purge + "/document/signed", world.admin(), null)
            .body();
    try (PDDocument document = Loader.loadPDF(signed)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Who has agreed", "Vera Holm", consent.path("objectId").asText())
          .contains("/sites/archive");
    }
  }

  private void assertInventory(String purge) throws Exception {
    byte[] lines =
        world.send("GET", "/api/v1/purges/" + purge + "/inventory", world.admin(), null).body();
    JsonNode inventory = get("/api/v1/purges/" + purge).path("inventory");
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines)))
        .isEqualTo(inventory.path("sha256").asText());
    assertThat(new String(lines, StandardCharsets.UTF_8).lines())
        .hasSize(inventory.path("owners").asInt())
        .allMatch(line -> line.contains("\"name\":\""));
  }

  @Test
  @DisplayName("Files: agreed by whoever administrates vaults, revoked, and then as with mail")
  void files() throws Exception {
    for (String letter : List.of("a", "b")) {
      world.tenant.newKey(letter, "files");
    }
    ok(world.json("POST", "/api/v1/geos", world.admin(), Map.of("code", "NAM")));
    ok(
        world.json(
            "POST",
            GEO + "/policy",
            world.admin(),
            Map.of(
                "primaryKey", world.tenant.keys("a").getKey("files").getId(),
                "secondaryKey", world.tenant.keys("b").getKey("files").getId())));
    ok(world.json("POST", "/api/v1/sites", world.admin(), Map.of("name", "archive")));
    site = new PurgedSite(world, "archive");
    world.tenant.person("vera@lantern.example", "Vera Holm", DocumentWorld.PASSWORD, "VAULT_ADMIN");
    ok(
        world.json(
            "POST",
            GEO + "/policy/purge-request",
            world.admin(),
            Map.of("reason", "We move", "contact", "Nils Brandt")));
    JsonNode purge = get("/api/v1/purges").path("purges").get(0);
    String id = purge.path("id").asText();
    assertThat(purge.path("geo").asText()).isEqualTo("NAM");
    assertThat(purge.path("requestedByName").asText()).isNotEmpty();
    assertThat(purge.path("checklist").findValuesAsText("step"))
        .containsExactly(
            "request",
            "consents",
            "document",
            "signature",
            "approvals",
            "approvals",
            "run",
            "backups");
    JsonNode consent = purge.path("checklist").get(1);
    assertThat(consent.path("by").asText()).isEqualTo("Vera Holm");
    assertThat(consent.has("at")).isFalse();
    assertThat(purge.path("next").path("vaults")).hasSize(2);
    String document = "/api/v1/purges/" + id + "/document";
    assertThat(world.json("POST", document, world.admin(), Map.of()).code())
        .isEqualTo("purge-consent-missing");

    String consents = "/api/v1/purges/" + id + "/consents";
    Map<String, ?> both =
        Map.of(
            "vaults",
            List.of(world.tenant.keys("a").getVaultUrl(), world.tenant.keys("b").getVaultUrl()));
    assertThat(world.json("POST", consents, world.admin(), both).status()).isEqualTo(403);
    JsonNode agreed = ok(world.json("POST", consents, world.signIn("vera@lantern.example"), both));
    assertThat(agreed.path("consents")).hasSize(1);
    assertThat(world.json("POST", document, world.admin(), Map.of()).code())
        .isEqualTo("purge-permission-remains");

    world.tenant.permit(false);
    authorise(id);
    approve(id);
    awaitLeases(id);
    await(id, "purged");

    assertThat(get(GEO + "/policy").path("state").asText()).isEqualTo("Unregistered");
    assertReceipt(id);
    assertConsents(id, agreed.path("consents").get(0));
    site.assertPurged();
    JsonNode end = get("/api/v1/purges/" + id);
    assertThat(end.path("approvals").findValuesAsText("operatorKey"))
        .containsExactly(
            first.verifier("sol", VerifierKey.Use.NOTE).toString(),
            second.verifier("luna", VerifierKey.Use.NOTE).toString());
    assertThat(end.path("checklist").get(1).path("at").asText())
        .isEqualTo(agreed.path("consents").get(0).path("givenAt").asText());
    assertWithoutNames(id);
  }

  /** Who agreed is left out, and the file has another name. */
  private void assertWithoutNames(String purge) throws Exception {
    String receipt = "/api/v1/purges/" + purge + "/receipt";
    assertThat(
            Receipt.parse(
                    world.send("GET", receipt + "?personal=false", world.admin(), null).body())
                .personal())
        .isNull();
    for (String query : List.of("", "?personal=false")) {
      assertThat(
              world
                  .browser
                  .call("GET", world.server.apiUri() + receipt + query, world.admin(), null)
                  .headers()
                  .firstValue("Content-Disposition"))
          .contains(
              "attachment; filename=\"purge-%s-receipt%s.json\""
                  .formatted(purge, query.isEmpty() ? "" : "-without-names"));
    }
  }
}
