package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Verifies that an entry is in the log that the verifier trusts. */
final class ReceiptProof {

  private final TlogProof proof;
  private final Checkpoint checkpoint;
  private final ReceiptTrust trust;
  private final BiConsumer<Kind, String> findings;

  /** Of a {@code .tlog-proof} of the right form. */
  ReceiptProof(String text, ReceiptTrust trust, BiConsumer<Kind, String> findings) {
    this.proof = TlogProof.parse(text.getBytes(StandardCharsets.UTF_8));
    this.checkpoint = Checkpoint.parse(proof.checkpoint().text());
    this.trust = trust;
    this.findings = findings;
  }

  long index() {
    return proof.index();
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Makes sure that the log's key has signed the checkpoint. */
  void signature(VerifierKey key) {
    if (!key.name().equals(checkpoint.origin()) || !proof.checkpoint().isSignedBy(key)) {
      findings.accept(Kind.NOT_SIGNED, "the checkpoint is not signed with the log's key " + key);
    }
  }

  /**
   * Makes sure that the witnesses have cosigned that must have.
   *
   * @param stated those that the receipt states
   * @return the names of those that have
   */
  List<String> cosignatures(List<String> stated) {
    List<String> cosigners = new ArrayList<>();
    List<VerifierKey> asked =
        trust.witnessKeys().isEmpty()
            ? stated.stream().map(VerifierKey::parse).toList()
            : trust.witnessKeys();
    for (VerifierKey witness : asked) {
      if (proof.checkpoint().cosignedAt(witness).isPresent()) {
        cosigners.add(witness.name());
      } else if (!trust.witnessKeys().isEmpty()) {
        findings.accept(
            Kind.NOT_COSIGNED,
            "the witness %s has not cosigned the checkpoint".formatted(witness.name()));
      }
    }
    if (trust.witnessKeys().isEmpty() && cosigners.isEmpty() && !trust.withoutWitness()) {
      findings.accept(
          Kind.NOT_COSIGNED,
          "no witness has cosigned the checkpoint, so that only the server vouches for it; say that"
              + " this will do, if it will");
    }
    return cosigners;
  }

  /** The entry, if it has the form of one; makes sure that it stands where the proof says. */
  Optional<HashedEntry> entry(String text) {
    HashedEntry entry;
    try {
      entry = HashedEntry.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException malformed) {
      findings.accept(Kind.ENTRY_WRONG, "the entry is not of the form that entries have");
      return Optional.empty();
    }
    if (!proof.includes(entry.leafHash())) {
      findings.accept(Kind.NOT_INCLUDED, "the entry is not in the tree that the checkpoint states");
    }
    boolean isPlaced =
        entry.index().orElse(proof.index()) == proof.index()
            && checkpoint.origin().endsWith("/" + entry.tenantId());
    if (!isPlaced) {
      findings.accept(Kind.ENTRY_WRONG, "the entry is of another log or of another place in it");
    }
    return Optional.of(entry);
  }
}
