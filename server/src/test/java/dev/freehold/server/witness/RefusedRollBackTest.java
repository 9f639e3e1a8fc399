package dev.freehold.server.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tree.HashSource;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.ledger.witness.AddCheckpoint;
import dev.freehold.server.testing.Monitoring;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A witness that is shown a log that was rolled back")
class RefusedRollBackTest {

  private static final String ORIGIN = "rolled.test/ledger/1";

  @TempDir Path folder;

  private final NoteKey key = NoteKey.generate();
  private final VerifierKey log = key.verifier(ORIGIN, VerifierKey.Use.NOTE);

  /** Any log. */
  private static final HashSource ENTRIES =
      new HashSource() {
        @Override
        public MerkleHash subtree(int level, long index) {
          return level == 0
              ? MerkleHash.ofLeaf(("entry " + index).getBytes(UTF_8))
              : MerkleHash.ofNode(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1));
        }
      };

  @Test
  @DisplayName("fault70: refuses it, keeps the older head, and says so in its log and figures")
  void fault70_keepsTheTraceOfARollBack() throws Exception {
    try (WitnessServer witness =
            WitnessServer.start(
                new WitnessServer.Settings(
                    folder,
                    "rolled.test/w",
                    List.of(log),
                    "127.0.0.1",
                    "127.0.0.1",
                    0,
                    true,
                    WitnessedServer.metrics()),
                Clock.systemUTC());
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(add(http, witness, 0, 8).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = add(http, witness, 0, 5);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).isEqualTo("8\n");

      String figures = "freehold_witness_checkpoints_total{log=\"%s\",outcome=\"%s\"} 1.0";
      assertThat(Monitoring.figures(witness.metricsUri()))
          .contains(figures.formatted(ORIGIN, "cosigned"))
          .contains(figures.formatted(ORIGIN, "rolled-back"));
    }
    Path kept;
    try (var files = Files.list(folder.resolve("refused"))) {
      kept = files.filter(file -> file.toString().endsWith("-at-8")).findFirst().orElseThrow();
    }
    SignedNote note = SignedNote.parse(Files.readAllBytes(kept));
    assertThat(note.isSignedBy(log)).isTrue();
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("refused/refusals.log")))
        .contains(" rolled-back " + ORIGIN + " known 8 ");
  }

  private HttpResponse<String> add(HttpClient http, WitnessServer witness, long oldSize, long size)
      throws Exception {
    String text = Checkpoint.of(ORIGIN, new LedgerHead(size, Proofs.root(ENTRIES, size))).text();
    SignedNote note = new SignedNote(text, List.of(key.sign(ORIGIN, text)));
    List<MerkleHash> proof = Proofs.consistency(ENTRIES, oldSize, size);
    byte[] body = new AddCheckpoint(oldSize, proof, note).bytes();
    URI address = URI.create(witness.address() + "/add-checkpoint");
    return http.send(
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }
}
