package dev.freehold.ledger.witness;

import dev.freehold.crypto.Sha256;
import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The newest checkpoint that was accepted of each log: a file each, with the note as the log signed
 * it. They are read anew every time, so that what is decided on is what is on disk.
 */
final class KnownHeads {

  private static final LedgerHead NONE = new LedgerHead(0, MerkleHash.ofEmptyTree());

  private final Path folder;
  private final DurableFile disk;

  KnownHeads(Path folder, DurableFile disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * The newest head of the log; of a log that was never seen, that of an empty tree.
   *
   * @throws WitnessException if there is one and it cannot be read
   */
  LedgerHead of(String origin) {
    Path file = folder.resolve(name(origin));
    try {
      if (!Files.exists(file)) {
        return NONE;
      }
      if (Files.size(file) > NoteLimits.MAX_NOTE_BYTES) {
        throw unusable(file, "is larger than a checkpoint", null);
      }
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(Files.readAllBytes(file)).text());
      if (!checkpoint.origin().equals(origin)) {
        throw unusable(file, "is the checkpoint of another log", null);
      }
      return checkpoint.head();
    } catch (IOException | MalformedNoteException damaged) {
      throw unusable(file, "cannot be read as a checkpoint", damaged);
    }
  }

  /** Remembers {@code note}, for good when this returns, even if it is the same as before. */
  void keep(String origin, SignedNote note) throws IOException {
    disk.write(folder.resolve(name(origin)), note.bytes());
  }

  /** The name of a file about the log. */
  static String name(String origin) {
    return Sha256.hex(origin.getBytes(StandardCharsets.UTF_8));
  }

  private static WitnessException unusable(Path file, String what, Exception cause) {
    return new WitnessException(
        ("%s %s; a witness must not forget what it cosigned: restore the newest state, or retire"
                + " the witness's key and start one with a new name")
            .formatted(file, what),
        cause);
  }
}
