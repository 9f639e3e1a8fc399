package dev.freehold.ledger.publish;

import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.tree.Proofs;
import java.util.Optional;
import java.util.UUID;

/** Proofs of single entries that can be checked offline. Safe for use by many threads. */
public final class LedgerProofs {

  private final Checkpoints checkpoints;
  private final LogView.Logs logs;

  /** Proofs against {@code checkpoints} of {@code logs}. */
  public LedgerProofs(Checkpoints checkpoints, LogView.Logs logs) {
    this.checkpoints = checkpoints;
    this.logs = logs;
  }

  /**
   * Proof that the entry at {@code index} is in the tenant's log: against the newest checkpoint
   * that witnesses have cosigned, or against the present one if no witness is configured for the
   * tenant.
   *
   * @return empty if the log has no such entry
   * @throws LedgerException {@link LedgerError#NOT_COSIGNED} if there are witnesses and none has
   *     cosigned a checkpoint that covers the entry yet
   */
  public Optional<TlogProof> tlogProof(UUID tenantId, long index) {
    LogView log = logs.of(tenantId);
    if (index < 0 || index >= log.head().size()) {
      return Optional.empty();
    }
    SignedNote note = checkpoints.provable(tenantId, index + 1);
    long size = Checkpoint.parse(note.text()).size();
    return Optional.of(
        new TlogProof(Optional.empty(), index, Proofs.inclusion(log.hashes(), index, size), note));
  }
}
