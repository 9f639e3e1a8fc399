package dev.freehold.ledger.copy;

import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the hashes that entries lead to with the tiles of a copy. Where somebody changed an
 * entry and forgot the tiles, they tell which; where they were changed too, the root of the
 * checkpoint tells that something was.
 */
final class TileCheck {

  private final CopyFiles files;
  private final long size;
  private final Consumer<Finding> findings;

  /** The hashes of the unfinished tile of each level. */
  private final List<Level> levels = new ArrayList<>();

  private static final class Level {
    private final List<MerkleHash> hashes = new ArrayList<>(TilePath.FULL_WIDTH);
    private long index;
  }

  TileCheck(CopyFiles files, long size, Consumer<Finding> findings) {
    this.files = files;
    this.size = size;
    this.findings = findings;
  }

  /** Takes the hash of the next entry. */
  void add(MerkleHash leaf) throws IOException {
    add(0, leaf);
  }

  private void add(int number, MerkleHash hash) throws IOException {
    if (number == levels.size()) {
      levels.add(new Level());
    }
    Level level = levels.get(number);
    level.hashes.add(hash);
    if (level.hashes.size() == TilePath.FULL_WIDTH) {
      MerkleHash root = finish(number, level);
      add(number + 1, root);
    }
  }

  /** Compares what is left when there are no more entries. */
  void end() throws IOException {
    for (int number = 0; number < levels.size(); number++) {
      if (!levels.get(number).hashes.isEmpty()) {
        compare(number, levels.get(number));
      }
    }
  }

  private MerkleHash finish(int number, Level level) throws IOException {
    compare(number, level);
    MerkleHash root = MerkleHash.ofSubtree(level.hashes);
    level.hashes.clear();
    level.index++;
    return root;
  }

  private void compare(int number, Level level) throws IOException {
    TilePath path = new TilePath(TilePath.Kind.HASHES, number, level.index, level.hashes.size());
    long span = 1L << (8 * number);
    long first = path.first() * span;
    Optional<byte[]> bytes = files.readTile(path);
    if (bytes.isEmpty()) {
      findings.accept(
          Finding.at(Finding.Kind.TILE_WRONG, first, "the tile %s is not there".formatted(path)));
      return;
    }
    List<MerkleHash> stated;
    try {
      stated = EntryBundle.readHashes(bytes.get(), path.width());
    } catch (IllegalArgumentException malformed) {
      findings.accept(
          Finding.at(
              Finding.Kind.TILE_WRONG,
              first,
              "the tile %s: %s".formatted(path, malformed.getMessage())));
      return;
    }
    for (int i = 0; i < stated.size(); i++) {
      if (!stated.get(i).equals(level.hashes.get(i))) {
        findings.accept(differing(number, first + i * span, span));
        return;
      }
    }
  }

  private Finding differing(int number, long first, long span) {
    return number == 0
        ? Finding.at(
            Finding.Kind.ENTRY_CHANGED,
            first,
            "entry %d is not the one whose hash is in the tree".formatted(first))
        : Finding.at(
            Finding.Kind.TILE_WRONG,
            first,
            "one of the entries %d to %d is not the one that was hashed"
                .formatted(first, Math.min(first + span, size) - 1));
  }
}
