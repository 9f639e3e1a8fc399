package dev.freehold.ledger.witness;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.SignedNote;
import java.time.Instant;

/**
 * A head that was refused.
 *
 * @param reason why
 * @param known what was cosigned last
 * @param shown what was refused
 * @param note the same, as the log signed it
 */
record RefusedHead(RefusedFor reason, LedgerHead known, Checkpoint shown, SignedNote note) {

  String log() {
    return shown.origin();
  }

  /** Whether both are about the same head for the same reason. */
  boolean repeats(RefusedHead other) {
    return reason == other.reason && shown.head().equals(other.shown.head());
  }

  /** One line for people and programs. */
  String line(Instant now) {
    return "%s %s %s known %d %s shown %d %s"
        .formatted(
            now,
            reason.word(),
            log(),
            known.size(),
            NoteLines.base64(known.root()),
            shown.size(),
            NoteLines.base64(shown.root()));
  }
}
