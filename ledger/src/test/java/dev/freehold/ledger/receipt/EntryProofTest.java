package dev.freehold.ledger.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.note.VerifierKey.Use;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The saved proof of an entry")
class EntryProofTest {

  private static final UUID TENANT = UUID.fromString("c0ffee00-1234-4abc-9def-0a0b0c0d0e0f");
  private static final String ORIGIN = "log.test/ledger/" + TENANT;
  private static final byte[] ENTRY = entry(1, "PolicyCreate");

  private final NoteKey logKey = NoteKey.generate();

  private static byte[] entry(long index, String operation) {
    return """
    {"actor":"system:test","details":{"name":"NA_mailboxes"},"index":%d,"objectId":"p",\
    "operation":"%s","outcome":"DONE","personal":{},"sequence":9,"tenantId":"%s",\
    "time":"2026-11-24T12:00:00.000Z","v":2}\
    """
        .formatted(index, operation, TENANT)
        .getBytes(UTF_8);
  }

  /** Of a log of two entries, the second of which is {@link #ENTRY}. */
  private TlogProof proof() {
    MerkleHash before = MerkleHash.ofLeaf("before".getBytes(UTF_8));
    MerkleHash root = MerkleHash.ofNode(before, MerkleHash.ofLeaf(ENTRY));
    String text = new Checkpoint(ORIGIN, 2, root, List.of()).text();
    return new TlogProof(
        Optional.empty(),
        1,
        List.of(before),
        new SignedNote(text, List.of(logKey.sign(ORIGIN, text))));
  }

  private EntryProof verify(byte[] file) throws IOException {
    return EntryProof.verify(file, logKey.verifier(ORIGIN, Use.NOTE), List.of());
  }

  private List<Kind> findings(byte[] entry) throws IOException {
    return verify(proof().withEntry(entry).bytes()).findings().stream()
        .map(ReceiptFinding::kind)
        .toList();
  }

  @Test
  @DisplayName("holds by itself, and says what the entry says")
  void holds() throws IOException {
    EntryProof proof = verify(proof().withEntry(ENTRY).bytes());
    assertThat(proof.findings()).isEmpty();
    assertThat(proof.index()).isEqualTo(1);
    assertThat(proof.checkpoint().size()).isEqualTo(2);
    assertThat(proof.entry().orElseThrow().details()).containsEntry("name", "NA_mailboxes");
  }

  @Test
  @DisplayName("does not hold for another entry, another place or what is no entry")
  void otherEntries() throws IOException {
    assertThat(findings(entry(1, "PolicyPurge"))).containsExactly(Kind.NOT_INCLUDED);
    assertThat(findings(entry(0, "PolicyCreate")))
        .containsExactly(Kind.NOT_INCLUDED, Kind.ENTRY_WRONG);
    assertThat(findings("before".getBytes(UTF_8))).containsExactly(Kind.ENTRY_WRONG);
    assertThat(findings(new byte[] {(byte) 0xff})).containsExactly(Kind.ENTRY_WRONG);
  }

  @Test
  @DisplayName("does not hold without the signature of the log, or of a witness that must have")
  void otherKeys() throws IOException {
    NoteKey other = NoteKey.generate();
    VerifierKey witness = other.verifier("w.test", Use.COSIGNATURE);
    assertThat(
            EntryProof.verify(
                    proof().withEntry(ENTRY).bytes(),
                    other.verifier(ORIGIN, Use.NOTE),
                    List.of(witness))
                .findings())
        .extracting(ReceiptFinding::kind)
        .containsExactly(Kind.NOT_SIGNED, Kind.NOT_COSIGNED);
  }

  @Test
  @DisplayName("without its entry, or of another form, is refused")
  void refused() {
    assertThatThrownBy(() -> verify(proof().bytes()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("save the proof anew");
    assertThatThrownBy(() -> verify("c2sp.org/tlog-proof@v1".getBytes(UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
  }
}
