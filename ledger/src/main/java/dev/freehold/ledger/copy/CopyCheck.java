package dev.freehold.ledger.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.ledger.entry.PersonalOpening;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a copy of a log with nothing but the copy and the keys that the verifier trusts. It
 * recomputes the tree from the entries, and checks who signed its root, that it continues an older
 * one, and that the personal values match the commitments in the entries. Memory does not grow with
 * the log. Used once.
 */
public final class CopyCheck {

  private final CopyFiles files;
  private final CopyTrust trust;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> cosigners = new ArrayList<>();
  private Optional<Checkpoint> older = Optional.empty();

  private CopyCheck(CopyFiles files, CopyTrust trust) {
    this.files = files;
    this.trust = trust;
  }

  /**
   * Verifies the copy in {@code folder}.
   *
   * @throws IOException if it is no complete copy of a log, or cannot be read
   */
  public static CopyReport verify(Path folder, CopyTrust trust) throws IOException {
    return new CopyCheck(new CopyFiles(folder), trust).run();
  }

  private CopyReport run() throws IOException {
    SignedNote note;
    Checkpoint checkpoint;
    try {
      byte[] bytes =
          files
              .readCheckpoint()
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s has no checkpoint: it is no copy of a log, or not a complete one"
                              .formatted(files.folder())));
      note = SignedNote.parse(bytes);
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNoteException malformed) {
      throw new IOException("the copy's checkpoint is none: " + malformed.getMessage(), malformed);
    }
    VerifierKey key = key();
    signatures(note, checkpoint, key);
    older(checkpoint, key);
    EntryCheck entries = new EntryCheck(checkpoint.origin(), this::add);
    tree(checkpoint, entries);
    return new CopyReport(
        checkpoint,
        trust.logKey().isPresent(),
        cosigners,
        entries.opened(),
        entries.erased(),
        findings);
  }

  private void add(Finding finding) {
    if (findings.size() < CopyReport.MAX_FINDINGS) {
      findings.add(finding);
    }
  }

  private VerifierKey key() throws IOException {
    if (trust.logKey().isPresent()) {
      return trust.logKey().get();
    }
    Optional<CopyKeys> stated;
    try {
      stated = files.readKeys();
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "the copy's keys.json is not as written; give the log's key", malformed);
    }
    if (stated.isEmpty()) {
      throw new IOException("the copy states no key of the log; give the log's key");
    }
    try {
      return VerifierKey.parse(stated.get().log());
    } catch (MalformedNoteException malformed) {
      throw new IOException("the copy's key is malformed: " + malformed.getMessage(), malformed);
    }
  }

  private void signatures(SignedNote note, Checkpoint checkpoint, VerifierKey key) {
    if (!key.name().equals(checkpoint.origin()) || !note.isSignedBy(key)) {
      add(
          Finding.of(
              Finding.Kind.CHECKPOINT_NOT_SIGNED,
              "the checkpoint of %s is not signed with the log's key %s"
                  .formatted(checkpoint.origin(), key)));
    }
    for (VerifierKey witness : trust.witnessKeys()) {
      if (note.cosignedAt(witness).isPresent()) {
        cosigners.add(witness.name());
      } else {
        add(
            Finding.of(
                Finding.Kind.CHECKPOINT_NOT_COSIGNED,
                "the witness %s has not cosigned the checkpoint".formatted(witness.name())));
      }
    }
  }

  private void older(Checkpoint checkpoint, VerifierKey key) throws IOException {
    if (trust.older().isEmpty()) {
      return;
    }
    SignedNote note = trust.older().get();
    Checkpoint before;
    try {
      before = Checkpoint.parse(note.text());
    } catch (MalformedNoteException malformed) {
      throw new IOException("the older checkpoint is none: " + malformed.getMessage(), malformed);
    }
    if (!before.origin().equals(checkpoint.origin()) || !note.isSignedBy(key)) {
      add(
          Finding.of(
              Finding.Kind.CHECKPOINT_NOT_SIGNED,
              "the older checkpoint is not one of this log that its key has signed"));
    } else if (before.size() > checkpoint.size()) {
      add(
          Finding.at(
              Finding.Kind.HISTORY_CHANGED,
              checkpoint.size(),
              "the log once had %d entries and now has %d: it was rolled back"
                  .formatted(before.size(), checkpoint.size())));
    } else {
      older = Optional.of(before);
    }
  }

  private void tree(Checkpoint checkpoint, EntryCheck entries) throws IOException {
    TileCheck tiles = new TileCheck(files, checkpoint.size(), this::add);
    MerkleFrontier tree = MerkleFrontier.EMPTY;
    compareOlder(tree);
    for (long index = 0; tree.size() < checkpoint.size(); index++) {
      int width = (int) Math.min(TilePath.FULL_WIDTH, checkpoint.size() - tree.size());
      TilePath path = new TilePath(TilePath.Kind.ENTRIES, 0, index, width);
      Optional<List<byte[]>> bundle = bundle(path);
      if (bundle.isEmpty()) {
        return;
      }
      entries.look(path, bundle.get(), openings(path));
      for (byte[] entry : bundle.get()) {
        MerkleHash leaf = MerkleHash.ofLeaf(entry);
        tiles.add(leaf);
        tree = tree.append(List.of(leaf));
        compareOlder(tree);
      }
    }
    tiles.end();
    if (!tree.root().equals(checkpoint.root())) {
      add(
          Finding.of(
              Finding.Kind.ROOT_DIFFERS,
              "the %d entries do not lead to the root in the checkpoint"
                  .formatted(checkpoint.size())));
    }
  }

  private Optional<List<byte[]>> bundle(TilePath path) throws IOException {
    Optional<byte[]> bytes = files.readTile(path);
    try {
      if (bytes.isPresent()) {
        return Optional.of(EntryBundle.read(bytes.get(), path.width()));
      }
      add(Finding.at(Finding.Kind.ENTRIES_MISSING, path.first(), path + " is not there"));
    } catch (IllegalArgumentException malformed) {
      add(
          Finding.at(
              Finding.Kind.ENTRIES_MISSING,
              path.first(),
              "%s: %s".formatted(path, malformed.getMessage())));
    }
    return Optional.empty();
  }

  private List<PersonalOpening> openings(TilePath path) throws IOException {
    try {
      return files.readOpenings(path);
    } catch (JsonProcessingException malformed) {
      add(
          Finding.at(
              Finding.Kind.PERSONAL_DATA_CHANGED,
              path.first(),
              "the personal data of %s is not lines of JSON, and none of it was checked"
                  .formatted(path)));
      return List.of();
    }
  }

  private void compareOlder(MerkleFrontier tree) {
    if (older.isPresent()
        && tree.size() == older.get().size()
        && !tree.root().equals(older.get().root())) {
      add(
          Finding.of(
              Finding.Kind.HISTORY_CHANGED,
              "the first %d entries are not those of the older checkpoint".formatted(tree.size())));
    }
  }
}
