package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.ledger.tile.TilePath.Kind;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.AuditDownload;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log of a tenant at the server's own key vaults, over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultLogApiTest {

  private static final String BASE = "/api/v1/vault-ledger/";
  private static final String RECORDS = "/api/v1/vault-audit-records";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private ApiClient auditor;
  private RemoteLog log;
  private String key;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    auditor = contoso.application(Clock.systemUTC(), "AUDITOR");
    log = new RemoteLog(auditor, LogKind.VAULTS, true);
    key = contoso.newKey("a", "granite");
    useKey();
  }

  @AfterAll
  void stop() {
    auditor.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  /** What a program of the tenant's does with Azure's SDK, under its own name. */
  private void useKey() {
    var keys = contoso.keys("a").getCryptographyClient("granite");
    byte[] wrapped =
        keys.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, new byte[] {4, 8, 15}).getEncryptedKey();
    assertThat(keys.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey())
        .containsExactly(4, 8, 15);
  }

  private byte[] get(String path) throws IOException {
    try (InputStream in = auditor.download(BASE + path)) {
      return in.readAllBytes();
    }
  }

  private static List<JsonNode> export(ApiClient client, LogKind kind, AuditFormat format)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(new AuditDownload(client, kind, format, "", "").run(0, out)).isPositive();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.US_ASCII).lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  @Test
  @DisplayName("says which key was used, by whom, from where and how")
  void use() throws IOException {
    JsonNode found =
        auditor.get(RECORDS + "?operations=KeyUnwrap&text=granite&workloads=AzureKeyVault");
    assertThat(found.path("records")).hasSize(1);
    JsonNode record = found.path("records").get(0);
    String caller =
        auditor
            .get(RECORDS + "?operations=KeyCreate")
            .path("records")
            .get(0)
            .path("actor")
            .asText();
    assertThat(record.path("objectId").asText()).startsWith(key + "/");
    assertThat(record.path("actor").asText()).isEqualTo(caller);
    assertThat(record.path("actorName").asText()).isNotEmpty();
    assertThat(record.path("appId").asText()).isEqualTo(contoso.administrator().clientId());
    assertThat(record.path("outcome").asText()).isEqualTo("done");
    assertThat(record.path("clientIp").asText()).isEqualTo("127.0.0.1");
    assertThat(record.path("recordType").asInt()).isEqualTo(69);
    assertThat(record.path("publishedOperation").asText()).isEqualTo("KeyUnwrap");
    assertThat(record.path("details").path("algorithm").asText()).isEqualTo("RSA-OAEP-256");
    assertThat(record.path("details").path("httpStatusCode").asText()).isEqualTo("200");
  }

  @Test
  @DisplayName("has the service's uses of root keys too, and acts at vaults; the service's has not")
  void service() throws IOException {
    JsonNode uses = auditor.get(RECORDS + "?operations=KeyWrap,KeyUnwrap&text=root");
    assertThat(uses.path("records").findValuesAsText("userType")).contains("6");
    assertThat(auditor.get(RECORDS + "?operations=VaultPut").path("records")).hasSize(2);
    assertThat(auditor.get("/api/v1/audit-records?operations=VaultPut").path("records")).isEmpty();
    assertThat(auditor.get(RECORDS + "?operations=PolicyCreate").path("records")).isEmpty();
  }

  @Test
  @DisplayName("is exported as lines of either format, with ids that no other record has")
  void exported() throws IOException {
    List<JsonNode> lines = export(auditor, LogKind.VAULTS, AuditFormat.JSONL);
    assertThat(lines)
        .filteredOn(line -> line.path("Operation").asText().equals("KeyUnwrap"))
        .anySatisfy(line -> assertThat(line.path("ObjectId").asText()).startsWith(key + "/"));
    assertThat(lines).extracting(line -> line.path("LedgerIndex").asInt()).startsWith(0, 1, 2);
    List<String> ids = lines.stream().map(line -> line.path("Id").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(export(auditor, LogKind.SERVICE, AuditFormat.JSONL))
        .extracting(line -> line.path("Id").asText())
        .doesNotContainAnyElementsOf(ids);
    assertThat(export(auditor, LogKind.VAULTS, AuditFormat.OCSF))
        .filteredOn(event -> event.path("metadata").path("event_code").asText().equals("KeyUnwrap"))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.path("class_uid").asInt()).isEqualTo(6003));
  }

  @Test
  @DisplayName("has a checkpoint under a name and a key of its own, and proofs that hold")
  void checkpoint() throws IOException {
    JsonNode keys = auditor.get(BASE + "key");
    String origin = "freehold.localhost/vault-ledger/" + contoso.administrator().tenant();
    assertThat(keys.path("origin").asText()).isEqualTo(origin);
    SignedNote note = SignedNote.parse(log.checkpoint());
    assertThat(note.isSignedBy(VerifierKey.parse(keys.path("log").asText()))).isTrue();
    JsonNode others = auditor.get("/api/v1/ledger/key");
    assertThat(note.isSignedBy(VerifierKey.parse(others.path("log").asText()))).isFalse();
    Checkpoint head = Checkpoint.parse(note.text());
    assertThat(head.origin()).isEqualTo(origin);
    int width = Math.toIntExact(Math.min(head.size(), TilePath.FULL_WIDTH));
    TilePath first = new TilePath(Kind.ENTRIES, 0, 0, width);
    HashedEntry entry = HashedEntry.read(EntryBundle.read(log.tile(first), width).get(2));
    assertThat(entry.tenantId()).hasToString(contoso.administrator().tenant());
    TlogProof proof = TlogProof.parse(get("proofs/2"));
    assertThat(proof.includes(entry.leafHash())).isTrue();
    assertThat(log.openings(first)).isNotEmpty();
  }

  @Test
  @DisplayName("is nobody else's: another tenant sees its own, and the key of none but its own")
  void others() throws IOException {
    ApiClient other = fabrikam.client();
    assertThat(other.get(RECORDS + "?text=contoso").path("records")).isEmpty();
    assertThat(export(other, LogKind.VAULTS, AuditFormat.JSONL))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.path("OrganizationId").asText())
                  .isEqualTo(fabrikam.administrator().tenant());
              assertThat(line.toString()).doesNotContain("contoso");
            });
    SignedNote note = SignedNote.parse(new RemoteLog(other, LogKind.VAULTS, true).checkpoint());
    assertThat(Checkpoint.parse(note.text()).origin())
        .endsWith("/vault-ledger/" + fabrikam.administrator().tenant());
  }

  @Test
  @DisplayName("is for auditors alone, and has no receipts")
  void refused() throws IOException {
    try (ApiClient exchange = contoso.application(Clock.systemUTC(), "EXCHANGE_ADMIN")) {
      for (String path : List.of(RECORDS, RECORDS + "/export", BASE + "key", BASE + "checkpoint")) {
        assertStatus(exchange, path, 403);
      }
    }
    assertStatus(auditor, BASE + "receipts/0", 404);
    assertStatus(auditor, BASE + "proofs/999999", 404);
  }

  private static void assertStatus(ApiClient client, String path, int status) {
    assertThatThrownBy(() -> client.get(path))
        .isInstanceOfSatisfying(
            ApiRefusedException.class,
            refused -> assertThat(refused.status()).as(path).isEqualTo(status));
  }
}
