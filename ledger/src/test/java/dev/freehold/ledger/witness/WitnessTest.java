package dev.freehold.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.testing.HonestLog;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

  private static final Instant NOW = Instant.parse("2027-02-03T04:05:06.789Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String NAME = "witness.test/w";

  @TempDir private Path folder;

  private final HonestLog log = HonestLog.of("log.test/ledger/1", 5);
  private final HonestLog other = HonestLog.of("log.test/ledger/2", 9);

  private Witness witness() {
    return Witness.open(
        folder, NAME, List.of(log.verifier(), other.verifier()), CLOCK, WitnessListener.NONE);
  }

  @Test
  void aLogThatGrowsIsCosignedEachTime() {
    Witness witness = witness();
    accepted(witness, log, 0);
    log.growTo(12);
    accepted(witness, log, 5);
    accepted(witness, log, 12);
    log.growTo(13);
    accepted(witness(), log, 12);
  }

  @Test
  void logsAreKeptApart() {
    Witness witness = witness();
    accepted(witness, log, 0);
    accepted(witness, other, 0);
    accepted(witness, log, 5);
  }

  @Test
  void anEmptyLogIsCosignedWithTheRootOfAnEmptyTreeOnly() {
    HonestLog empty = HonestLog.of("log.test/empty", 0);
    Witness witness =
        Witness.open(folder, NAME, List.of(empty.verifier()), CLOCK, WitnessListener.NONE);
    accepted(witness, empty, 0);
    empty.growTo(1);
    accepted(witness, empty, 0);
  }

  @Test
  void aLogThatBeginsElsewhereIsToldWhatTheWitnessKnows() {
    Witness witness = witness();
    accepted(witness, log, 0);
    log.growTo(8);
    for (int wrong : List.of(0, 4, 6, 8)) {
      WitnessAnswer answer = witness.add(log.request(wrong));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
      assertThat(new String(answer.body(), UTF_8)).isEqualTo("5\n");
    }
  }

  @Test
  void whatIsNotTheLogsIsRefused() {
    HonestLog unknown = HonestLog.of("log.test/unknown", 3);
    assertThat(witness().add(unknown.request(0)).status()).isEqualTo(404);
    HonestLog impostor = HonestLog.of("log.test/ledger/1", 5);
    assertThat(witness().add(impostor.request(0)).status()).isEqualTo(403);
    assertThat(witness().add(log.request(6)).status()).isEqualTo(400);
  }

  @Test
  void whatIsNoRequestIsRefused() {
    String good = new String(log.request(0), UTF_8);
    for (String bad :
        List.of(
            "",
            "\n\n",
            good.replace("old 0", "old"),
            good.replace("old 0", "old 00"),
            good.replace("old 0", "old -1"),
            good.replace("old 0", "new 0"),
            good.replace("\n\n", "\n"),
            good.replace("\n5\n", "\n5\n\n"),
            good.replace("old 0\n", "old 0\nAAAA\n"),
            good.replace("old 0\n", "old 0\n" + (b64(MerkleHash.ofEmptyTree()) + "\n").repeat(64)),
            good.stripTrailing())) {
      assertThat(witness().add(bad.getBytes(UTF_8)).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void aProofThatDoesNotHoldIsRefused() {
    Witness witness = witness();
    byte[] needless = new AddCheckpoint(0, List.of(hash()), log.checkpoint()).bytes();
    assertThat(witness.add(needless).status()).isEqualTo(422);
    accepted(witness, log, 0);
    log.growTo(9);
    byte[] wrong = new AddCheckpoint(5, List.of(hash()), log.checkpoint()).bytes();
    assertThat(witness.add(wrong).status()).isEqualTo(422);
    byte[] none = new AddCheckpoint(5, List.of(), log.checkpoint()).bytes();
    assertThat(witness.add(none).status()).isEqualTo(422);
    accepted(witness, log, 5);
  }

  @Test
  void fault33_anEntryThatWasEditedDroppedOrReorderedIsRefused() {
    Witness witness = witness();
    accepted(witness, log, 0);

    HonestLog edited = log.copy();
    edited.entries().set(2, new byte[] {1});
    HonestLog dropped = log.copy();
    dropped.entries().remove(1);
    HonestLog reordered = log.copy();
    Collections.swap(reordered.entries(), 0, 3);
    for (HonestLog forged : List.of(edited, dropped, reordered)) {
      forged.growTo(11);
      assertThat(witness.add(forged.request(5)).status()).isEqualTo(422);
    }
    log.growTo(11);
    accepted(witness, log, 5);
  }

  @Test
  void fault33_aLogThatWasRolledBackIsRefusedEvenAfterTheWitnessStartedAnew() {
    HonestLog before = log.copy();
    log.growTo(20);
    accepted(witness(), log, 0);

    Witness again = witness();
    WitnessAnswer answer = again.add(before.request(0));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("20\n");
    // It cannot even ask with the size that the witness knows.
    assertThat(again.add(before.request(20)).status()).isEqualTo(400);
    // And if it goes on another way, that is none of the first history.
    before.entries().add(new byte[] {2});
    before.growTo(25);
    assertThat(again.add(before.request(20)).status()).isEqualTo(422);
  }

  @Test
  void fault34_ofTwoCheckpointsOfOneSizeTheSecondIsRefused() {
    HonestLog forked = log.copy();
    forked.entries().set(4, new byte[] {3});
    Witness witness = witness();
    accepted(witness, log, 0);

    WitnessAnswer answer = witness.add(forked.request(5));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("5\n");
    assertThat(witness().add(forked.request(5)).status()).isEqualTo(409);
    accepted(witness, log, 5);
  }

  @Test
  void fault34_theFirstHeadThatWasRefusedIsKeptAsProofOfTheFork() throws IOException {
    HonestLog forked = log.copy();
    forked.entries().set(4, new byte[] {3});
    Witness witness = witness();
    accepted(witness, log, 0);
    witness.add(forked.request(5));
    forked.growTo(7);
    witness.add(forked.request(5));

    SignedNote kept = SignedNote.parse(Files.readAllBytes(refusedFile("forked-at-5")));
    assertThat(kept).isEqualTo(forked.checkpoint(5));
    assertThat(kept.isSignedBy(log.verifier())).isTrue();
  }

  @Test
  void fault34_aForkOfAnEmptyLogIsRefused() {
    HonestLog empty = HonestLog.of("log.test/empty", 0);
    Witness witness =
        Witness.open(folder, NAME, List.of(empty.verifier()), CLOCK, WitnessListener.NONE);
    byte[] forged =
        new AddCheckpoint(0, List.of(), empty.signed("log.test/empty\n0\n" + b64(hash()) + "\n"))
            .bytes();
    assertThat(witness.add(forged).status()).isEqualTo(422);
  }

  @Test
  void theKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
    assertThat(witness().verifierKey()).isEqualTo(witness().verifierKey());
    Path key = folder.resolve("witness.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::witness)
        .isInstanceOf(WitnessException.class)
        .hasMessageContaining("0600");
  }

  @Test
  void aWitnessThatForgotWhatItCosignedDoesNotStart() throws IOException {
    accepted(witness(), log, 0);
    Path head = onlyFile(folder.resolve("heads"));
    byte[] content = Files.readAllBytes(head);

    Files.write(head, new byte[0]);
    unusable("checkpoint");
    Files.write(head, other.checkpoint().bytes());
    unusable("another log");
    Files.write(head, content);
    witness();
    Files.delete(head);
    Files.delete(head.getParent());
    unusable("retire");
  }

  @Test
  void aWitnessHasOneNameForGood() {
    witness();
    assertThatThrownBy(
            () -> Witness.open(folder, "witness.test/x", List.of(), CLOCK, WitnessListener.NONE))
        .isInstanceOf(WitnessException.class)
        .hasMessageContaining("is called witness.test/w");
    assertThatThrownBy(
            () ->
                Witness.open(folder.resolve("new"), "a b", List.of(), CLOCK, WitnessListener.NONE))
        .isInstanceOf(MalformedNoteException.class);
  }

  private void unusable(String what) {
    assertThatThrownBy(this::witness)
        .isInstanceOf(WitnessException.class)
        .hasMessageContaining(what);
  }

  private Path refusedFile(String end) throws IOException {
    try (var files = Files.list(folder.resolve("refused"))) {
      return files.filter(file -> file.toString().endsWith("." + end)).findFirst().orElseThrow();
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void accepted(Witness witness, HonestLog log, int oldSize) {
    WitnessAnswer answer = witness.add(log.request(oldSize));
    assertThat(answer.status()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    SignedNote note = log.checkpoint().with(SignedNote.parseSignatures(answer.body()));
    assertThat(note.cosignedAt(witness.verifierKey()))
        .contains(Instant.ofEpochSecond(NOW.getEpochSecond()));
  }

  private static MerkleHash hash() {
    return MerkleHash.ofLeaf(new byte[] {9});
  }

  private static String b64(MerkleHash hash) {
    return NoteLines.base64(hash);
  }
}
