package dev.freehold.ledger.copy;

import dev.freehold.ledger.entry.PersonalOpening;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a copy.
 *
 * @param folder where it is
 */
record CopyFiles(Path folder) {

  private static final long MAX_KEYS_BYTES = 64 << 10;

  /** Of 256 entries, each with 32 values of the greatest length. */
  private static final long MAX_OPENINGS_BYTES = 64 << 20;

  Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  Path keys() {
    return folder.resolve("keys.json");
  }

  Path tile(TilePath tile) {
    return folder.resolve("tile").resolve(tile.toString());
  }

  /** Where what opens the entries of a tile is. */
  Path openings(TilePath entries) {
    String name = entries.toString();
    return folder.resolve("personal").resolve(name.substring(name.indexOf('/') + 1));
  }

  /** The bytes of a file, if it is there. */
  static Optional<byte[]> read(Path file, long maxBytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > maxBytes) {
      throw new IOException("%s is larger than the %d bytes it can have".formatted(file, maxBytes));
    }
    return Optional.of(Files.readAllBytes(file));
  }

  Optional<byte[]> readCheckpoint() throws IOException {
    return read(checkpoint(), NoteLimits.MAX_NOTE_BYTES);
  }

  Optional<byte[]> readTile(TilePath tile) throws IOException {
    return read(tile(tile), EntryBundle.MAX_BYTES);
  }

  Optional<CopyKeys> readKeys() throws IOException {
    Optional<byte[]> bytes = read(keys(), MAX_KEYS_BYTES);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(OpeningLines.JSON.readValue(bytes.get(), CopyKeys.class));
  }

  /** What opens entries of a tile; none if the file is not there. */
  List<PersonalOpening> readOpenings(TilePath entries) throws IOException {
    Optional<byte[]> bytes = read(openings(entries), MAX_OPENINGS_BYTES);
    return bytes.isEmpty() ? List.of() : OpeningLines.read(bytes.get());
  }
}
