package dev.freehold.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.ledger.tile.TilePath.Kind;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.http.Json;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.Erasing;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.SoloVault;
import dev.freehold.server.testing.VaultAdmin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger of vaults that run alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerOfVaultsTest {

  private static final String BASE = "/api/v1/ledger/";
  private static final String RUTH = "ruth@bank.example";
  private static final String RECORDS = "/api/v1/audit-records";

  @TempDir static Path folder;
  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private SoloVault vault;
  private JsonNode worker;
  private JsonNode reader;
  private ApiClient auditor;
  private RemoteLog log;

  @BeforeAll
  void start() throws IOException {
    vault = SoloVault.start(folder.resolve("data"), clock, Map.of());
    worker = vault.application("mail service");
    reader = vault.application("auditor", "AUDITOR");
    auditor = new ApiClient(vault.as(reader), clock);
    log = new RemoteLog(auditor, LogKind.SERVICE, true);
    wrapAndUnwrap();
  }

  @AfterAll
  void stop() {
    auditor.close();
    vault.close();
  }

  private void wrapAndUnwrap() throws IOException {
    String key;
    try (VaultAdministrator administrator =
        VaultAdmin.of(
            vault.admin(),
            vault.vault().server().managementResource(),
            vault.vault().server().vaultUri("ledger-vault"))) {
      administrator.createVault(UUID.fromString(worker.path("objectId").asText()));
      key =
          administrator.createKeyVersion(
              "root", TrustedAuthority.context(vault.admin().authorityPem()));
    }
    TokenCredential credential = Credentials.of(vault.as(worker), vault.sdk());
    CryptographyClient client =
        new CryptographyClientBuilder()
            .keyIdentifier(key)
            .credential(credential)
            .httpClient(vault.sdk())
            .buildClient();
    byte[] secret = "sixteen octets..".getBytes(UTF_8);
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, secret).getEncryptedKey();
    assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey()).isEqualTo(secret);
  }

  private Checkpoint head() throws IOException {
    return Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
  }

  private byte[] get(String path) throws IOException {
    try (InputStream in = auditor.download(path)) {
      return in.readAllBytes();
    }
  }

  private Path connection(JsonNode application) throws IOException {
    Path file = folder.resolve(UUID.randomUUID() + ".json");
    vault.as(application).write(file);
    return file;
  }

  @Test
  @DisplayName("tells an auditor who unwrapped with which key, and from where")
  void records() throws IOException {
    JsonNode page = auditor.get(RECORDS + "?operations=KeyUnwrap&max=10");
    assertThat(page.path("records")).hasSize(1);
    JsonNode record = page.path("records").path(0);
    assertThat(record.path("actor")).isEqualTo(worker.path("objectId"));
    assertThat(record.path("actorName").asText()).isEqualTo("mail service");
    assertThat(record.path("appId")).isEqualTo(worker.path("clientId"));
    assertThat(record.path("objectId").asText()).contains("/keys/root/");
    assertThat(record.path("outcome").asText()).isEqualTo("done");
    assertThat(record.path("clientIp").asText()).isEqualTo("127.0.0.1");
    assertThat(auditor.get(RECORDS + "?operations=KeyUnwrap&actors=nobody").path("records"))
        .isEmpty();
    JsonNode first = auditor.get(RECORDS + "?max=1");
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode next = auditor.get(RECORDS + "?max=1&after=" + first.path("lastSequence").asLong());
    assertThat(next.path("records").path(0).path("index").asLong())
        .isGreaterThan(first.path("records").path(0).path("index").asLong());
  }

  @Test
  @DisplayName("is exported as lines by the command that exports a service's")
  void export() throws IOException {
    for (String format : List.of("jsonl", "ocsf")) {
      Path file = folder.resolve("records." + format);
      CommandRun run =
          CommandRun.of(
              "audit",
              "export",
              file.toString(),
              "--connection",
              connection(reader).toString(),
              "--format",
              format);
      assertThat(run.exitCode()).as(run.err()).isZero();
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        lines.add(Json.MAPPER.readTree(line));
      }
      assertThat(lines).hasSizeGreaterThan(5);
      assertThat(Files.readString(file)).contains("KeyUnwrap");
    }
  }

  @Test
  @DisplayName("is a log whose checkpoint, tiles and proofs belong together")
  void published() throws IOException {
    JsonNode key = auditor.get(BASE + "key");
    String origin = "login.keys.localhost/ledger/" + vault.admin().tenant();
    assertThat(key.path("origin").asText()).isEqualTo(origin);
    SignedNote note = SignedNote.parse(log.checkpoint());
    assertThat(note.isSignedBy(VerifierKey.parse(key.path("log").asText()))).isTrue();
    assertThat(SignedNote.parse(new RemoteLog(auditor, LogKind.SERVICE, false).checkpoint()).text())
        .startsWith(origin);
    int width = Math.toIntExact(head().size());
    List<byte[]> entries =
        EntryBundle.read(log.tile(new TilePath(Kind.ENTRIES, 0, 0, width)), width);
    byte[] hashes = log.tile(new TilePath(Kind.HASHES, 0, 0, width));
    for (int index = 0; index < width; index++) {
      HashedEntry entry = HashedEntry.read(entries.get(index));
      assertThat(entry.tenantId()).hasToString(vault.admin().tenant());
      assertThat(EntryBundle.readHashes(hashes, width).get(index)).isEqualTo(entry.leafHash());
      TlogProof proof = TlogProof.parse(get(BASE + "proofs/" + index));
      assertThat(proof.includes(entry.leafHash())).isTrue();
    }
    assertThat(new String(log.openings(new TilePath(Kind.ENTRIES, 0, 0, width)), UTF_8))
        .contains("\"actor\":" + worker.path("objectId"));
  }

  @Test
  @DisplayName("answers 404 beyond its head and for malformed names")
  void beyond() throws IOException {
    for (String path :
        List.of(
            BASE + "tile/0/001",
            BASE + "tile/0/000.p/0",
            BASE + "tile/9/000",
            BASE + "tile/entries",
            BASE + "tile",
            BASE + "personal/001",
            BASE + "personal",
            BASE + "proofs/" + (head().size() + 100),
            BASE + "proofs/-1",
            BASE + "proofs/0/0",
            BASE + "checkpoint/0",
            BASE + "receipts/0",
            "/api/v1/ledger",
            RECORDS + "/0",
            RECORDS + "/export/0",
            "/api/v1/ledgers")) {
      assertRefused(path, 404);
    }
    assertRefused(BASE + "erasures", 405);
    for (String query :
        List.of(
            "?max=0",
            "?max=1001",
            "?after=-1",
            "?from=yesterday",
            "?text=" + "x".repeat(257),
            "?actors=" + "x,".repeat(101),
            "/export?format=xml")) {
      assertRefused(RECORDS + query, 400);
    }
  }

  private void assertRefused(String path, int status) {
    assertThatThrownBy(() -> get(path))
        .as(path)
        .isInstanceOfSatisfying(
            ApiRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  @DisplayName("is copied and verified by the commands that do so with a service's, erased or not")
  void copiedAndErased() throws Exception {
    String password = "eleven paper windmills";
    JsonNode made =
        vault
            .client()
            .post(
                "/api/v1/users",
                Map.of(
                    "userPrincipalName",
                    RUTH,
                    "displayName",
                    "Ruth Oakhollow",
                    "password",
                    FirstPasswords.before(password)));
    FirstPasswords.replace(
        TrustedAuthority.context(vault.admin().authorityPem()),
        URI.create(vault.login()),
        RUTH,
        password);
    asksAVault(password);
    String ruth = made.path("objectId").asText();
    assertThatThrownBy(() -> erase(ruth))
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(409);
              assertThat(refused.code()).isEqualTo("identity-exists");
            });
    VaultRequests.as(vault, vault.admin()).expect(204, "DELETE", "/api/v1/users/" + ruth, null);
    Path before = copy("before");
    assertThat(verify(before)).contains("all holds");
    assertThat(text(before)).contains("Ruth Oakhollow", "\"upn\":\"" + RUTH);

    JsonNode erased = erase(ruth);
    assertThat(erased.path("entries").asLong()).isPositive();
    assertThat(erased.has("vaultEntries")).isFalse();
    Path after = copy("after");
    assertThat(verify(after)).contains("all holds");
    assertThat(text(after)).doesNotContain("Ruth Oakhollow", RUTH);
    JsonNode records = auditor.get(RECORDS + "?operations=UserCreate&objects=" + ruth);
    assertThat(records.path("records").path(0).path("details").path("displayName").asText())
        .isEqualTo("erased");
    assertThat(
            auditor.get(RECORDS + "?operations=PersonalDataErase&objects=" + ruth).path("records"))
        .hasSize(1);
  }

  /** Leaves an entry of the vault's own, with the person's name. */
  private void asksAVault(String password) throws Exception {
    try (Browser browser = new Browser(TrustedAuthority.context(vault.admin().authorityPem()))) {
      HttpResponse<String> signedIn =
          browser.post(
              vault.login() + "/common/oauth2/v2.0/token",
              Map.of(
                  "grant_type",
                  "password",
                  "username",
                  RUTH,
                  "password",
                  password,
                  "scope",
                  vault.vault().server().resource() + "/.default"));
      String keys = vault.vault().server().vaultUri("ledger-vault") + "/keys?api-version=7.4";
      String token = Browser.json(signedIn).path("access_token").asText();
      assertThat(browser.call("GET", keys, token, null).statusCode()).isEqualTo(403);
    }
  }

  private JsonNode erase(String objectId) throws IOException {
    return Erasing.erase(vault.client(), clock, objectId);
  }

  private Path copy(String name) {
    Path copy = folder.resolve(name);
    CommandRun run =
        CommandRun.of(
            "ledger",
            "export",
            "--connection",
            vault.vault().administratorConnection().toString(),
            "--to",
            copy.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return copy;
  }

  private String verify(Path copy) throws IOException {
    String key = auditor.get(BASE + "key").path("log").asText();
    CommandRun run = CommandRun.of("ledger", "verify", copy.toString(), "--log-key", key);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  private static String text(Path copy) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(copy)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), UTF_8));
      }
    }
    return all.toString();
  }

  @Test
  @DisplayName("is for administrators and auditors of these vaults who are still there")
  void refuses() throws Exception {
    List<String> paths =
        List.of(RECORDS, RECORDS + "/export", BASE + "checkpoint", BASE + "key", BASE + "tile/0/0");
    VaultRequests plain = VaultRequests.as(vault, vault.as(worker));
    VaultRequests mail =
        VaultRequests.as(vault, vault.as(vault.application("mail", "EXCHANGE_ADMIN")));
    VaultRequests nobody = VaultRequests.withToken(vault, "eyJ.x.y");
    JsonNode leaving = vault.application("leaving", "AUDITOR");
    VaultRequests gone = VaultRequests.as(vault, vault.as(leaving));
    gone.expect(200, "GET", RECORDS, null);
    VaultRequests.as(vault, vault.admin())
        .expect(204, "DELETE", "/api/v1/applications/" + leaving.path("clientId").asText(), null);
    for (String path : paths) {
      plain.expect(403, "GET", path, null);
      mail.expect(403, "GET", path, null);
      nobody.expect(401, "GET", path, null);
      gone.expect(401, "GET", path, null);
      VaultRequests.withoutToken(vault).expect(401, "GET", path, null);
    }
    Map<String, String> someone = Map.of("objectId", UUID.randomUUID().toString());
    VaultRequests reading = VaultRequests.as(vault, vault.as(reader));
    reading.expect(403, "POST", BASE + "erasures", someone);
    nobody.expect(401, "POST", BASE + "erasures", someone);
    VaultRequests compliance =
        VaultRequests.as(vault, vault.as(vault.application("compliance", "COMPLIANCE_ADMIN")));
    compliance.expect(202, "POST", BASE + "erasures", someone);
    compliance.expect(400, "POST", BASE + "erasures", Map.of());
    compliance.expect(400, "POST", BASE + "erasures", Map.of("objectId", "ruth"));
    compliance.expect(413, "POST", BASE + "erasures", Map.of("objectId", "x".repeat(70_000)));
    reading.expect(405, "POST", RECORDS, Map.of());
    reading.expect(405, "DELETE", BASE + "key", null);
  }

  @Test
  @DisplayName("is signed by the same key after a restart under another name, and by no other's")
  void keyStays() throws Exception {
    Path data = folder.resolve("other");
    String key;
    try (SoloVault other = SoloVault.start(data, Map.of())) {
      key = other.client().get(BASE + "key").path("log").asText();
      assertThat(key).isNotEqualTo(auditor.get(BASE + "key").path("log").asText());
      VaultRequests.withToken(vault, VaultRequests.token(other.admin()))
          .expect(401, "GET", RECORDS, null);
    }
    try (SoloVault again =
        SoloVault.start(data, Map.of("freehold.vault.suffix", "others.localhost"))) {
      assertThat(again.client().get(BASE + "key").path("log").asText()).isEqualTo(key);
      SignedNote note =
          SignedNote.parse(new RemoteLog(again.client(), LogKind.SERVICE, true).checkpoint());
      assertThat(note.isSignedBy(VerifierKey.parse(key))).isTrue();
    }
    Files.delete(data.resolve("issuer.key"));
    assertThatThrownBy(() -> SoloVault.start(data, Map.of()))
        .isInstanceOfSatisfying(
            CustodyException.class,
            lost -> assertThat(lost.error()).isEqualTo(CustodyError.MASTER_KEY_UNUSABLE));
  }
}
