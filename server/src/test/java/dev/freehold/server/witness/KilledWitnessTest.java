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
import dev.freehold.persistence.testing.Kills;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.testing.FreeholdProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A witness in a process of its own")
@Order(1)
class KilledWitnessTest {

  private static final String ORIGIN = "killed.test/ledger/1";
  private static final int KILLS = Kills.count(4);

  @TempDir Path folder;

  private final NoteKey key = NoteKey.generate();
  private final VerifierKey log = key.verifier(ORIGIN, VerifierKey.Use.NOTE);

  /** What was cosigned, by size. */
  private final Map<Long, MerkleHash> cosigned = new HashMap<>();

  /** Two histories that part at the tenth entry. */
  private record History(String name) implements HashSource {

    @Override
    public MerkleHash subtree(int level, long index) {
      if (level > 0) {
        return MerkleHash.ofNode(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1));
      }
      String entry = index < 10 ? "common " + index : name + " " + index;
      return MerkleHash.ofLeaf(entry.getBytes(UTF_8));
    }
  }

  @Test
  @DisplayName("fault34: killed again and again, it never cosigns two roots of one size")
  void fault34_killedAgainAndAgainItNeverCosignsTwoRootsOfOneSize() throws Exception {
    int port = Ports.free();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      try (FreeholdProcess witness = start(port);
          HttpClient http = HttpClient.newHttpClient()) {
        int answers = random.nextInt(1, 20);
        Thread killer = Thread.ofVirtual().unstarted(() -> kill(witness));
        try {
          for (int answer = 0; ; answer++) {
            if (answer == answers) {
              // It lands wherever the witness is by then, while more is asked of it.
              killer.start();
            }
            History teller = new History(random.nextBoolean() ? "one" : "other");
            grow(http, port, teller, random.nextInt(1, 5));
          }
        } catch (IOException killed) {
          killer.join();
        }
      }
    }
    assertThat(cosigned).as("seed %d", seed).isNotEmpty();
  }

  private static void kill(FreeholdProcess witness) {
    try {
      witness.kill();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private FreeholdProcess start(int port) throws IOException {
    return FreeholdProcess.witness(
        folder.resolve("witness"),
        "--name",
        "killed.test/w",
        "--log",
        log.toString(),
        "--port",
        Integer.toString(port),
        "--plain-http");
  }

  /** Asks what the witness knows, and goes on from there. */
  private void grow(HttpClient http, int port, History history, int more) throws Exception {
    HttpResponse<String> asked = send(http, port, history, 0, 1);
    long known =
        asked.statusCode() == 409 ? Long.parseLong(asked.body().strip()) : cosign(history, 1);
    long size = known + more;
    if (send(http, port, history, known, size).statusCode() == 200) {
      cosign(history, size);
    }
  }

  private long cosign(History history, long size) {
    MerkleHash root = Proofs.root(history, size);
    MerkleHash before = cosigned.putIfAbsent(size, root);
    assertThat(before == null || before.equals(root)).as("two roots of size %d", size).isTrue();
    return size;
  }

  private HttpResponse<String> send(
      HttpClient http, int port, History history, long oldSize, long size) throws Exception {
    String text = Checkpoint.of(ORIGIN, new LedgerHead(size, Proofs.root(history, size))).text();
    SignedNote note = new SignedNote(text, List.of(key.sign(ORIGIN, text)));
    byte[] body =
        new AddCheckpoint(oldSize, Proofs.consistency(history, oldSize, size), note).bytes();
    URI address = URI.create("http://127.0.0.1:%d/add-checkpoint".formatted(port));
    return http.send(
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  @Test
  @DisplayName(
      "does not start without a log, with a key of another kind, or without TLS on a public "
          + "address")
  void refused() {
    String data = folder.resolve("w").toString();
    String cosigner = key.verifier("w", VerifierKey.Use.COSIGNATURE).toString();
    assertThat(CommandRun.of("witness", "--data", data, "--name", "w").exitCode()).isEqualTo(3);
    assertThat(
            CommandRun.of("witness", "--data", data, "--name", "w", "--log", cosigner).exitCode())
        .isEqualTo(3);
    assertThat(
            CommandRun.of(
                    "witness",
                    "--data",
                    data,
                    "--name",
                    "w",
                    "--log",
                    log.toString(),
                    "--plain-http",
                    "--bind-address",
                    "0.0.0.0")
                .exitCode())
        .isEqualTo(3);
  }
}
