package dev.freehold.ledger.copy;

import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.tile.TilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.function.LongConsumer;

/** Copies a log into a new folder. */
public final class CopyWriter {

  private final LogReader source;
  private final LongConsumer progress;

  /**
   * @param progress told how many entries are copied so far
   */
  public CopyWriter(LogReader source, LongConsumer progress) {
    this.source = source;
    this.progress = progress;
  }

  /**
   * Copies the log up to its present checkpoint. The checkpoint is written last: without it the
   * copy is not complete. Personal data is in it, so the folder is made for its owner alone.
   *
   * @return what was copied
   * @throws IOException if the folder exists or cannot be written, or the source fails
   */
  public Checkpoint write(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    CopyFiles files = new CopyFiles(folder);
    byte[] note = source.checkpoint();
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
    put(files.keys(), source.keys());
    Iterator<TilePath> tiles = TilePath.all(checkpoint.size()).iterator();
    while (tiles.hasNext()) {
      TilePath tile = tiles.next();
      put(files.tile(tile), source.tile(tile));
      if (tile.kind() == TilePath.Kind.ENTRIES) {
        put(files.openings(tile), source.openings(tile));
        progress.accept(tile.first() + tile.width());
      }
    }
    put(files.checkpoint(), note);
    return checkpoint;
  }

  private static void put(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content, StandardOpenOption.CREATE_NEW);
  }
}
