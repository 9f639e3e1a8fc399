package dev.freehold.server.quickstart;

import dev.freehold.persistence.files.ProcessLock;
import dev.freehold.server.quickstart.Needles.RollingHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Searches every file of a folder, whatever it is, for known plaintext. */
final class PlaintextSearch {

  private static final int BUFFER_BYTES = 1 << 20;

  private final Needles needles;

  PlaintextSearch(Needles needles) {
    this.needles = needles;
  }

  /**
   * What a search found.
   *
   * @param files how many files were read
   * @param bytes their bytes
   * @param hits the files with plaintext in them
   */
  record Result(long files, long bytes, List<Path> hits) {}

  /**
   * Reads everything below {@code root}, but for files that vanish meanwhile and for this process's
   * own locks, which it would lose.
   */
  Result search(Path root) throws IOException {
    List<Path> hits = new ArrayList<>();
    long files = 0;
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        try {
          if (ProcessLock.isOwn(file)) {
            continue;
          }
          Scan scan = new Scan();
          scan.read(file);
          files++;
          bytes += scan.bytes;
          if (scan.found) {
            hits.add(file);
          }
        } catch (NoSuchFileException vanished) {
          // A running database renames and removes files of its own.
        }
      }
    }
    return new Result(files, bytes, hits);
  }

  /** One pass over one file. The window's start overlaps the end of the buffer before. */
  private final class Scan {

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytes;
    private boolean found;

    void read(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        int kept = 0;
        int count = in.readNBytes(buffer, kept, buffer.length - kept);
        while (count > 0) {
          bytes += count;
          int filled = kept + count;
          found |= containsNeedle(filled);
          kept = Math.min(filled, Needles.LENGTH_BYTES - 1);
          System.arraycopy(buffer, filled - kept, buffer, 0, kept);
          count = in.readNBytes(buffer, kept, buffer.length - kept);
        }
      }
    }

    private boolean containsNeedle(int filled) {
      if (filled < Needles.LENGTH_BYTES) {
        return false;
      }
      int hash = RollingHash.of(buffer, 0);
      int last = filled - Needles.LENGTH_BYTES;
      for (int at = 0; ; at++) {
        if (needles.isAt(buffer, at, hash)) {
          return true;
        }
        if (at == last) {
          return false;
        }
        hash = RollingHash.next(hash, buffer[at], buffer[at + Needles.LENGTH_BYTES]);
      }
    }
  }
}
