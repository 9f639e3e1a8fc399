package dev.freehold.server.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Overwrites and deletes an SQLite database that nobody has open, with the files beside it. What a
 * journal of the file system, a snapshot or flash keeps of it is out of reach.
 */
final class DestroyedFile {

  /** The database last: as long as it is there, it is known that something is left to destroy. */
  private static final List<String> ENDINGS = List.of("-wal", "-shm", "-journal", ".lock", "");

  private static final int PIECE_BYTES = 64 * 1024;

  private DestroyedFile() {}

  /** Returns false if it was not there. May be repeated after a crash. */
  static boolean destroy(Path database) {
    if (!Files.exists(database)) {
      return false;
    }
    try {
      // A data folder may have a link to another volume.
      Path file = database.toRealPath();
      for (String ending : ENDINGS) {
        destroyOne(file.resolveSibling(file.getFileName() + ending));
      }
      flush(file.getParent());
      Files.deleteIfExists(database);
      flush(database.toAbsolutePath().getParent());
      return true;
    } catch (IOException unwritable) {
      throw DataFolder.unusable(database, unwritable);
    }
  }

  private static void destroyOne(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long size = channel.size();
      for (long at = 0; at < size; at += PIECE_BYTES) {
        write(channel, at, ByteBuffer.allocate((int) Math.min(PIECE_BYTES, size - at)));
      }
      channel.force(true);
    }
    Files.delete(file);
  }

  private static void write(FileChannel channel, long at, ByteBuffer zeros) throws IOException {
    while (zeros.hasRemaining()) {
      channel.write(zeros, at + zeros.position());
    }
  }

  private static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
