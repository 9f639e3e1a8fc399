package dev.freehold.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.tree.MerkleHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlogProofTest {

  private static final MerkleHash FIRST = MerkleHash.ofLeaf("first".getBytes(UTF_8));
  private static final MerkleHash SECOND = MerkleHash.ofLeaf("second".getBytes(UTF_8));

  private static TlogProof proof(Optional<byte[]> extra) {
    String text =
        new Checkpoint("log.example/a", 2, MerkleHash.ofNode(FIRST, SECOND), List.of()).text();
    NoteKey key = NoteVectors.logKey();
    return new TlogProof(
        extra, 1, List.of(FIRST), new SignedNote(text, List.of(key.sign("log.example/a", text))));
  }

  @Test
  void theFileHasTheLinesOfTheStandardInTheirOrder() {
    String text = new String(proof(Optional.of(new byte[] {1, 2, 3})).bytes(), UTF_8);
    assertThat(text.lines())
        .startsWith("c2sp.org/tlog-proof@v1", "extra AQID", "index 1")
        .element(4)
        .isEqualTo("");
    assertThat(text.lines().skip(5)).startsWith("log.example/a", "2").hasSize(5);
  }

  @Test
  void proofsAreWrittenAsTheyAreReadAndShowTheirEntryOnly() {
    for (Optional<byte[]> extra : List.of(Optional.<byte[]>empty(), Optional.of(new byte[] {7}))) {
      TlogProof read = TlogProof.parse(proof(extra).bytes());
      assertThat(read.bytes()).isEqualTo(proof(extra).bytes());
      assertThat(read.includes(SECOND)).isTrue();
      assertThat(read.includes(FIRST)).isFalse();
    }
  }

  @Test
  void whatIsNoProofIsRefused() {
    String good = new String(proof(Optional.empty()).bytes(), UTF_8);
    for (String bad :
        List.of(
            "",
            good.replace("@v1", "@v2"),
            good.replace("index 1", "index 01"),
            good.replace("index 1", "Index 1"),
            good.replace("index 1\n", ""),
            good.replace("index 1", "extra !\nindex 1"),
            good.replace("index 1", "index 1\nextra AQID"),
            good.replace("\n\n", "\n"),
            good.replace("index 1\n", "index 1\n" + "A".repeat(43) + "=\n".repeat(70)),
            good + "\n",
            good.stripTrailing())) {
      assertThatThrownBy(() -> TlogProof.parse(bad.getBytes(UTF_8)))
          .as(bad)
          .isInstanceOf(MalformedNoteException.class);
    }
  }
}
