package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static dev.freehold.server.api.DocumentWorld.BEN;
import static dev.freehold.server.api.DocumentWorld.PASSPHRASE;
import static dev.freehold.server.api.DocumentWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.api.DocumentWorld.Reply;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.testing.OutsideSigner;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of a purge over HTTPS: who signs it, and everything that is refused. */
@Order(1)
class PurgeDocumentTest {

  private static final String MAIL = "mail";
  private static final String SIGNED = "PurgeDocumentSign";

  private DocumentWorld world;
  private OutsideSigner ada;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    world = new DocumentWorld(folder, "");
    ada = OutsideSigner.create();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void registerAda() throws Exception {
    assertThat(world.register(ADA, ada.certificate(), ada.issuer()).status()).isEqualTo(200);
  }

  private void assertRefused(Reply reply, int status, String code) throws Exception {
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(world.refusals(SIGNED)).last().isEqualTo(code);
  }

  @Test
  @DisplayName("A document signed outside authorises its purge, and is kept")
  void signedOutside() throws Exception {
    registerAda();
    String purge = world.request(MAIL);
    byte[] document = world.document(purge);
    assertThat(world.document(purge)).isEqualTo(document);
    try (PDDocument pdf = Loader.loadPDF(document)) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("lantern", "mail", purge, "Ada Quill", "We close down", "Nils Brandt");
    }

    byte[] signed = ada.sign(document);
    Reply taken = world.upload(purge, signed);

    assertThat(taken.status()).as(taken.json().toString()).isEqualTo(200);
    assertThat(taken.json().path("state").asText()).isEqualTo("purgeAuthorised");
    assertThat(world.stateOf(purge)).isEqualTo("purgeAuthorised");
    assertThat(
            world
                .send("GET", "/api/v1/purges/" + purge + "/document/signed", world.admin(), null)
                .body())
        .isEqualTo(signed);
  }

  @Test
  @DisplayName("The approver signs in a session, with a key of the own passphrase")
  void signedHere() throws Exception {
    world.register(ADA, null, null);
    String path = "/api/v1/approver/key";
    assertThat(world.json("POST", path, world.signIn(BEN), Map.of("passphrase", PASSPHRASE)).code())
        .isEqualTo("not-the-approver");
    Reply made = world.json("POST", path, world.signIn(ADA), Map.of("passphrase", PASSPHRASE));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    assertThat(made.json().path("certificate").asText()).startsWith("-----BEGIN CERTIFICATE");
    assertThat(world.json("POST", path, world.signIn(ADA), Map.of("passphrase", PASSPHRASE)).code())
        .isEqualTo("approver-step-refused");

    String purge = world.request(MAIL);
    world.document(purge);
    Reply signed = sign(purge, world.signIn(ADA), PASSPHRASE);

    assertThat(signed.json().path("state").asText())
        .as(signed.json().toString())
        .isEqualTo("purgeAuthorised");
    JsonNode found = world.json("GET", "/api/v1/purges/" + purge, world.admin(), null).json();
    assertThat(found.path("document").path("signerName").asText()).isEqualTo("Ada Quill");
  }

  private Reply sign(String purge, String token, String passphrase) throws Exception {
    return world.json(
        "POST",
        "/api/v1/purges/" + purge + "/document/sign",
        token,
        Map.of("passphrase", passphrase));
  }

  @Test
  @DisplayName("The address where approvers signed before there was a console leads to it")
  void leadsToTheConsole() throws Exception {
    HttpResponse<String> answer = world.browser.get(world.server.apiUri() + "/purge-signing");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/console/purges");
  }

  @Test
  @DisplayName(
      "fault27: signing in a session fails for others, too late, or with a wrong passphrase")
  void fault27_session() throws Exception {
    world.register(ADA, null, null);
    world.json("POST", "/api/v1/approver/key", world.signIn(ADA), Map.of("passphrase", PASSPHRASE));
    String purge = world.request(MAIL);
    world.document(purge);
    assertRefused(sign(purge, world.signIn(BEN), PASSPHRASE), 403, "not-the-approver");
    assertRefused(sign(purge, world.signIn(ADA), PASSPHRASE + "x"), 403, "passphrase-wrong");
    assertRefused(sign(purge, world.signIn(ADA), PASSWORD), 403, "passphrase-wrong");
    String token = world.signIn(ADA);
    world.clock.shift(Duration.ofMinutes(6));
    assertRefused(sign(purge, token, PASSPHRASE), 403, "sign-in-not-recent");
    assertThat(world.stateOf(purge)).isEqualTo("purgeRequested");
  }

  @Test
  @DisplayName("fault27: unsigned, edited, signed by somebody else")
  void fault27_files() throws Exception {
    registerAda();
    String purge = world.request(MAIL);
    assertRefused(world.upload(purge, new byte[10]), 404, "purge-document-not-found");
    byte[] document = world.document(purge);
    assertRefused(world.upload(purge, document), 422, "purge-document-unsigned");
    byte[] edited = document.clone();
    edited[edited.length / 2] ^= 1;
    assertRefused(world.upload(purge, edited), 422, "purge-document-changed");
    assertRefused(
        world.upload(purge, Arrays.copyOf(ada.sign(document), 100)), 422, "purge-document-changed");
    assertRefused(
        world.upload(purge, OutsideSigner.create().sign(document)), 422, "purge-signer-wrong");
    assertRefused(
        world.upload(purge, ada.sign(document, Instant.now().minus(Duration.ofDays(1)))),
        422,
        "purge-signature-invalid");
    assertThat(world.stateOf(purge)).isEqualTo("purgeRequested");
  }

  @Test
  @DisplayName("fault27: the document of another purge, and one that was used")
  void fault27_otherPurgeAndReuse() throws Exception {
    registerAda();
    String first = world.request(MAIL);
    String second = world.request("second");
    byte[] ofFirst = ada.sign(world.document(first));
    world.document(second);
    assertRefused(world.upload(second, ofFirst), 422, "purge-document-of-other-purge");
    assertThat(world.upload(first, ofFirst).status()).isEqualTo(200);
    assertRefused(world.upload(first, ofFirst), 409, "purge-document-used");
    assertRefused(world.upload(second, ofFirst), 422, "purge-document-of-other-purge");
    assertThat(world.stateOf(second)).isEqualTo("purgeRequested");
    assertThat(
            world
                .json("POST", "/api/v1/purges/" + first + "/document", world.admin(), Map.of())
                .code())
        .isEqualTo("purge-document-used");
  }

  @Test
  @DisplayName("fault27: a document whose time is over, though it was signed before")
  void fault27_documentExpired() throws Exception {
    registerAda();
    String purge = world.request(MAIL);
    byte[] document = world.document(purge);
    byte[] signed = ada.sign(document);
    world.clock.shift(DocumentLimits.VALIDITY.plusMinutes(1));
    assertRefused(world.upload(purge, signed), 409, "purge-document-expired");
    assertThat(world.document(purge)).isNotEqualTo(document);
    assertRefused(world.upload(purge, signed), 409, "purge-document-expired");
  }

  @Test
  @DisplayName("fault27: an expired certificate")
  void fault27_certificateExpired() throws Exception {
    ada = OutsideSigner.create(Duration.ofDays(2));
    registerAda();
    String purge = world.request(MAIL);
    byte[] signed = ada.sign(world.document(purge));
    world.clock.shift(Duration.ofDays(3));
    assertRefused(world.upload(purge, signed), 422, "approver-certificate-expired");
    assertThat(
            world
                .json("POST", "/api/v1/purges/" + purge + "/document", world.admin(), Map.of())
                .code())
        .isEqualTo("approver-certificate-expired");
  }

  @Test
  @DisplayName("fault27: a certificate that the issuer has revoked, or nobody knows about")
  void fault27_certificateOnList() throws Exception {
    registerAda();
    String purge = world.request(MAIL);
    byte[] signed = ada.sign(world.document(purge));
    Instant now = Instant.now();
    String path = "/api/v1/approver/crl";
    assertThat(put(path, OutsideSigner.create().crl(false, now, Duration.ofDays(7))).code())
        .isEqualTo("approver-crl-invalid");
    assertThat(put(path, ada.crl(false, now.minusSeconds(90), Duration.ofSeconds(30))).status())
        .isEqualTo(200);
    assertRefused(world.upload(purge, signed), 422, "approver-revocation-unknown");
    assertThat(put(path, ada.crl(true, now.minusSeconds(60), Duration.ofDays(7))).status())
        .isEqualTo(200);
    assertRefused(world.upload(purge, signed), 422, "approver-certificate-revoked");
    assertThat(put(path, ada.crl(false, now.minusSeconds(90), Duration.ofDays(7))).code())
        .isEqualTo("approver-crl-invalid");
  }

  private Reply put(String path, byte[] body) throws Exception {
    return world.send("PUT", path, world.admin(), body);
  }

  @Test
  @DisplayName("fault27: a certificate that the tenant has revoked")
  void fault27_certificateRevoked() throws Exception {
    registerAda();
    String purge = world.request(MAIL);
    byte[] signed = ada.sign(world.document(purge));
    world.json("POST", "/api/v1/approver/revoke", world.signIn(ADA), Map.of());
    assertRefused(world.upload(purge, signed), 422, "approver-certificate-revoked");
  }

  @Test
  @DisplayName("fault27: a new approver counts after 14 days, and the old document not any more")
  void fault27_newApprover() throws Exception {
    registerAda();
    String purge = world.request(MAIL, true);
    byte[] document = world.document(purge);
    OutsideSigner ben = OutsideSigner.create();
    JsonNode standing = world.register(BEN, ben.certificate(), null).json();
    assertThat(standing.path("pending").path("effectiveAt").asText())
        .isGreaterThan(Instant.now().plus(Duration.ofDays(13)).toString());
    assertRefused(world.upload(purge, ben.sign(document)), 422, "purge-signer-wrong");

    world.clock.shift(Duration.ofDays(15));

    byte[] late = ada.sign(document, Instant.now().plus(Duration.ofDays(15)));
    assertRefused(world.upload(purge, late), 409, "purge-document-expired");
    byte[] anew = world.document(purge);
    assertThat(anew).isNotEqualTo(document);
    byte[] signed = ben.sign(anew, Instant.now().plus(Duration.ofDays(15)));
    assertThat(world.upload(purge, signed).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Who can be an approver, and under which certificates")
  void registration() throws Exception {
    String purge = world.request(MAIL);
    assertThat(
            world
                .json("POST", "/api/v1/purges/" + purge + "/document", world.admin(), Map.of())
                .code())
        .isEqualTo("approver-not-registered");
    assertThat(world.register("nobody@lantern.example", null, null).code())
        .isEqualTo("user-not-found");
    assertThat(
            world
                .register(ADA, OutsideSigner.create(Duration.ofSeconds(30)).certificate(), null)
                .code())
        .isEqualTo("approver-certificate-expired");
    assertThat(world.register(ADA, ada.certificate(), OutsideSigner.create().certificate()).code())
        .isEqualTo("approver-certificate-invalid");
    assertThat(
            world
                .json(
                    "PUT",
                    "/api/v1/approver",
                    world.admin(),
                    Map.of("user", ADA, "certificate", "garbage"))
                .code())
        .isEqualTo("approver-certificate-invalid");

    JsonNode standing = world.register(ADA, ada.certificate(), ada.issuer()).json();

    assertThat(standing.has("current")).as("a purge is open").isFalse();
    assertThat(standing.path("pending").path("signs").asText()).isEqualTo("outside");
    assertThat(world.send("DELETE", "/api/v1/approver/pending", world.admin(), null).status())
        .isEqualTo(204);
    assertThat(
            new String(
                world.send("GET", "/api/v1/approver", world.admin(), null).body(),
                StandardCharsets.UTF_8))
        .isEqualTo("{}");
  }
}
