package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a saved {@code .tlog-proof} proves that has its entry in it.
 *
 * @param checkpoint the tree that the entry is said to be in
 * @param index the entry's place, from 0
 * @param entry empty if it has not the form of one
 * @param cosigners the witnesses, of those that were asked for, that have cosigned
 * @param findings what is wrong; empty if all holds
 */
public record EntryProof(
    Checkpoint checkpoint,
    long index,
    Optional<HashedEntry> entry,
    List<String> cosigners,
    List<ReceiptFinding> findings) {

  /** Copies the lists. */
  public EntryProof {
    cosigners = List.copyOf(cosigners);
    findings = List.copyOf(findings);
  }

  /**
   * Checks a proof.
   *
   * @param witnesses those that must have cosigned; none if the log's signature will do
   * @throws MalformedNoteException if the file is no proof
   * @throws IOException if there is no entry in it
   */
  public static EntryProof verify(byte[] file, VerifierKey log, List<VerifierKey> witnesses)
      throws IOException {
    byte[] entry =
        TlogProof.parse(file)
            .extra()
            .orElseThrow(() -> new IOException("there is no entry in it; save the proof anew"));
    List<ReceiptFinding> findings = new ArrayList<>();
    ReceiptTrust trust =
        new ReceiptTrust(Optional.of(log), witnesses, true, List.of(), Optional.empty());
    ReceiptProof proof =
        new ReceiptProof(
            new String(file, StandardCharsets.UTF_8),
            trust,
            (kind, message) -> findings.add(new ReceiptFinding(kind, message)));
    proof.signature(log);
    List<String> cosigners = proof.cosignatures(List.of());
    Optional<HashedEntry> read = proof.entry(new String(entry, StandardCharsets.UTF_8));
    return new EntryProof(proof.checkpoint(), proof.index(), read, cosigners, findings);
  }
}
