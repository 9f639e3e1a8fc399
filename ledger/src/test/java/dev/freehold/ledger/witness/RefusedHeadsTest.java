package dev.freehold.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.testing.HonestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness can show of the heads that it refused. */
class RefusedHeadsTest {

  private static final Instant NOW = Instant.parse("2027-02-03T04:05:06Z");

  @TempDir private Path folder;

  private final List<String> decisions = new ArrayList<>();
  private final HonestLog log = HonestLog.of("log.test/ledger/1", 5);
  private final HonestLog before = log.copy();
  private Witness witness;

  private final WitnessListener listener =
      new WitnessListener() {
        @Override
        public void cosigned(String log) {
          decisions.add("cosigned " + log);
        }

        @Override
        public void refused(String log, RefusedFor reason) {
          decisions.add(reason.word() + " " + log);
        }
      };

  @BeforeEach
  void cosignTwenty() {
    witness = open(NOW);
    log.growTo(20);
    assertThat(witness.add(log.request(0)).status()).isEqualTo(200);
    decisions.clear();
  }

  private Witness open(Instant now) {
    return Witness.open(
        folder,
        "witness.test/w",
        List.of(log.verifier()),
        Clock.fixed(now, ZoneOffset.UTC),
        listener);
  }

  @Test
  void fault70_aRolledBackLogLeavesItsOlderHeadALineAndAFigure() throws IOException {
    assertThat(witness.add(before.request(0)).status()).isEqualTo(409);

    assertThat(note("rolled-back-at-20")).isEqualTo(before.checkpoint());
    assertThat(note("rolled-back-at-20").isSignedBy(log.verifier())).isTrue();
    assertThat(lines())
        .containsExactly(
            "2027-02-03T04:05:06Z rolled-back log.test/ledger/1 known 20 %s shown 5 %s"
                .formatted(
                    NoteLines.base64(log.head(20).root()), NoteLines.base64(log.head(5).root())));
    assertThat(decisions).containsExactly("rolled-back log.test/ledger/1");
  }

  @Test
  void fault70_anOlderHeadLeavesItsTraceWhateverSizeItsRequestNames() throws IOException {
    assertThat(witness.add(before.request(20)).status()).isEqualTo(400);
    assertThat(note("rolled-back-at-20")).isEqualTo(before.checkpoint());
    assertThat(lines()).hasSize(1);
  }

  @Test
  void fault70_aLogThatGoesOnAnotherWayAfterItsRollBackLeavesBothHeads() throws IOException {
    witness.add(before.request(5));
    before.entries().add(new byte[] {2});
    before.growTo(25);
    assertThat(witness.add(before.request(20)).status()).isEqualTo(422);

    assertThat(note("rolled-back-at-20")).isEqualTo(before.checkpoint(5));
    assertThat(note("inconsistent-at-20")).isEqualTo(before.checkpoint(25));
    assertThat(lines()).hasSize(2);
    assertThat(decisions)
        .containsExactly("rolled-back log.test/ledger/1", "inconsistent log.test/ledger/1");
  }

  @Test
  void aLogThatAsksFromAnotherSizeIsNotRefused() throws IOException {
    log.growTo(30);
    assertThat(witness.add(log.request(0)).status()).isEqualTo(409);
    assertThat(decisions).isEmpty();
    assertThat(folder.resolve("refused")).isEmptyDirectory();
  }

  @Test
  void aNodeThatWasLateIsToldApartByTheLogGoingOn() throws IOException {
    witness.add(before.request(0));
    log.growTo(21);
    assertThat(witness.add(log.request(20)).status()).isEqualTo(200);
    assertThat(lines().getLast())
        .isEqualTo("2027-02-03T04:05:06Z continued log.test/ledger/1 at 21");
    log.growTo(22);
    assertThat(witness.add(log.request(21)).status()).isEqualTo(200);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void whatIsRefusedAgainAndAgainLeavesALineAnHour() throws IOException {
    for (int i = 0; i < 3; i++) {
      witness.add(before.request(0));
    }
    assertThat(lines()).hasSize(1);
    assertThat(decisions).hasSize(3);
    open(NOW.plus(Duration.ofHours(1))).add(before.request(0));
    assertThat(lines()).hasSize(2);
  }

  @Test
  void manyHeadsLeaveAsManyLinesAndFilesAsAreBoundedAndTheFirstAndTheLatestOfThem()
      throws IOException {
    HonestLog other = HonestLog.of("log.test/ledger/2", 200);
    Witness both =
        Witness.open(
            folder,
            "witness.test/w",
            List.of(other.verifier()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            listener);
    both.add(other.request(0));
    for (int size = 1; size < 200; size++) {
      AddCheckpoint request = new AddCheckpoint(0, List.of(), other.checkpoint(size));
      assertThat(both.add(request.bytes()).status()).isEqualTo(409);
    }
    assertThat(lines()).hasSize(RefusedHeads.MAX_LINES);
    assertThat(note("rolled-back-at-200")).isEqualTo(other.checkpoint(1));
    assertThat(note("rolled-back-latest")).isEqualTo(other.checkpoint(RefusedHeads.MAX_LINES));
    assertThat(decisions).hasSize(200);
  }

  @Test
  void theTracesOfSomeSizesAreKept() throws IOException {
    for (int size = 21; size < 40; size++) {
      witness.add(before.request(0));
      log.growTo(size);
      assertThat(witness.add(log.request(size - 1)).status()).isEqualTo(200);
    }
    try (var files = Files.list(folder.resolve("refused"))) {
      assertThat(files.filter(file -> file.toString().contains(".rolled-back-at-")))
          .hasSize(RefusedHeads.MAX_SIZES);
    }
    assertThat(note("rolled-back-at-38")).isEqualTo(before.checkpoint());
  }

  @Test
  void aLineThatBrokeOffIsNotJoinedWithTheNext() throws IOException {
    Files.writeString(folder.resolve("refused/refusals.log"), "2027-02-03T04:05:0");
    witness.add(before.request(0));
    assertThat(lines()).hasSize(2).first().isEqualTo("2027-02-03T04:05:0");
  }

  @Test
  void aJournalThatIsFullMakesRoomForAnother() throws IOException {
    Path file = folder.resolve("refused/refusals.log");
    Files.write(file, new byte[(int) RefusalJournal.MAX_BYTES], StandardOpenOption.CREATE_NEW);
    witness.add(before.request(0));
    assertThat(lines()).hasSize(1);
    assertThat(folder.resolve("refused/refusals.log.1")).hasSize(RefusalJournal.MAX_BYTES);
  }

  @Test
  void aDiskThatFailsDoesNotTurnARefusalIntoAnotherAnswer() throws IOException {
    Files.delete(folder.resolve("refused"));
    assertThat(witness.add(before.request(0)).status()).isEqualTo(409);
    assertThat(decisions).hasSize(1);
    open(NOW).add(before.request(0));
    assertThat(lines()).hasSize(1);
  }

  private SignedNote note(String end) throws IOException {
    try (var files = Files.list(folder.resolve("refused"))) {
      Path found =
          files.filter(file -> file.toString().endsWith("." + end)).findFirst().orElseThrow();
      return SignedNote.parse(Files.readAllBytes(found));
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("refused/refusals.log"));
  }
}
