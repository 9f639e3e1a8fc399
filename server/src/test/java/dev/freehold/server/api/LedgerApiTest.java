package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log of a tenant over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerApiTest {

  private static final String BASE = "/api/v1/ledger/";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private ApiClient auditor;
  private RemoteLog log;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    auditor = contoso.application(Clock.systemUTC(), "AUDITOR");
    log = new RemoteLog(auditor, LogKind.SERVICE, true);
  }

  @AfterAll
  void stop() {
    auditor.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private byte[] get(String path) throws IOException {
    try (InputStream in = auditor.download(BASE + path)) {
      return in.readAllBytes();
    }
  }

  private Checkpoint head() throws IOException {
    return Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
  }

  private List<byte[]> entries(Checkpoint head) throws IOException {
    int width = Math.toIntExact(Math.min(head.size(), TilePath.FULL_WIDTH));
    return EntryBundle.read(log.tile(new TilePath(Kind.ENTRIES, 0, 0, width)), width);
  }

  @Test
  @DisplayName("has a checkpoint that the key of the log signs, named after tenant and service")
  void checkpoint() throws IOException {
    JsonNode key = auditor.get(BASE + "key");
    String origin = "freehold.localhost/ledger/" + contoso.administrator().tenant();
    assertThat(key.path("origin").asText()).isEqualTo(origin);
    assertThat(key.path("witnesses")).isEmpty();
    SignedNote note = SignedNote.parse(log.checkpoint());
    assertThat(note.isSignedBy(VerifierKey.parse(key.path("log").asText()))).isTrue();
    assertThat(Checkpoint.parse(note.text()).origin()).isEqualTo(origin);
    assertThat(Checkpoint.parse(note.text()).size()).isPositive();
  }

  @Test
  @DisplayName("has entries of the tenant alone, each proven by a file that needs no server")
  void proofs() throws IOException {
    Checkpoint head = head();
    List<byte[]> entries = entries(head);
    for (int index = 0; index < entries.size(); index++) {
      HashedEntry entry = HashedEntry.read(entries.get(index));
      assertThat(entry.tenantId()).hasToString(contoso.administrator().tenant());
      TlogProof proof = TlogProof.parse(get("proofs/" + index));
      assertThat(proof.index()).isEqualTo(index);
      assertThat(proof.includes(entry.leafHash())).isTrue();
      assertThat(proof.extra().orElseThrow()).as("its entry").isEqualTo(entries.get(index));
    }
  }

  @Test
  @DisplayName("has proofs that a command checks by themselves, with the key from elsewhere")
  void verifyProof(@TempDir Path folder) throws IOException {
    byte[] proof = get("proofs/1");
    String key = auditor.get(BASE + "key").path("log").asText();
    String saved = Files.write(folder.resolve("entry.tlog-proof"), proof).toString();
    CommandRun run = CommandRun.of("ledger", "verify-proof", saved, "--log-key", key);
    assertThat(run.exitCode()).as(run.err()).isZero();
    HashedEntry entry = HashedEntry.read(TlogProof.parse(proof).extra().orElseThrow());
    assertThat(run.out())
        .contains("index      1 of ", "operation  " + entry.operation(), "all holds");

    CommandRun withoutKey = CommandRun.of("ledger", "verify-proof", saved);
    assertThat(withoutKey.exitCode()).isEqualTo(3);
    assertThat(withoutKey.err()).contains("--log-key is missing");
  }

  @Test
  @DisplayName("has tiles of hashes that belong to the entries")
  void tiles() throws IOException {
    List<byte[]> entries = entries(head());
    byte[] tile = log.tile(new TilePath(Kind.HASHES, 0, 0, entries.size()));
    for (int index = 0; index < entries.size(); index++) {
      assertThat(EntryBundle.readHashes(tile, entries.size()).get(index))
          .isEqualTo(HashedEntry.read(entries.get(index)).leafHash());
    }
  }

  @Test
  @DisplayName("has the values that open the commitments, one line for each entry")
  void personal() throws IOException {
    int width = entries(head()).size();
    String lines = new String(log.openings(new TilePath(Kind.ENTRIES, 0, 0, width)), UTF_8);
    assertThat(lines).contains("\"actor\":", "\"actorSalt\":");
    assertThat(lines.lines()).allMatch(line -> line.startsWith("{\"index\":"));
  }

  @Test
  @DisplayName("answers 404 beyond its head and for malformed names")
  void beyond() throws IOException {
    long size = head().size();
    for (String path :
        List.of(
            "tile/0/001",
            "tile/0/000",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/000.p/" + (size + 100),
            "tile/9/000",
            "tile/0/000.p/0",
            "tile/0/x000/000",
            "tile/0/0",
            "personal/001",
            "proofs/" + (size + 100),
            "proofs/-1",
            "proofs/01",
            "proofs/99999999999999999999",
            "receipts/0",
            "receipts/" + (size + 100))) {
      assertThatThrownBy(() -> get(path))
          .as(path)
          .isInstanceOfSatisfying(
              ApiRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(404));
    }
  }

  @Test
  @DisplayName("is another one for another tenant")
  void otherTenant() throws IOException {
    Checkpoint others =
        Checkpoint.parse(
            SignedNote.parse(new RemoteLog(fabrikam.client(), LogKind.SERVICE, true).checkpoint())
                .text());
    assertThat(others.origin()).endsWith(fabrikam.administrator().tenant());
    assertThat(others.root()).isNotEqualTo(head().root());
  }
}
