package dev.freehold.server.quickstart;

import dev.freehold.persistence.files.ProcessLock;
import dev.freehold.server.quickstart.Needles.RollingHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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
    Pass pass = new Pass();
    Files.walkFileTree(root, pass);
    return new Result(pass.files, pass.bytes, pass.hits);
  }

  /** A running database renames and removes files of its own. */
  private static FileVisitResult unlessVanished(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  /** One pass over a folder. */
  private final class Pass extends SimpleFileVisitor<Path> {

    private final List<Path> hits = new ArrayList<>();
    private long files;
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      try {
        if (Files.isRegularFile(file) && !ProcessLock.isOwn(file)) {
          take(file);
        }
        return FileVisitResult.CONTINUE;
      } catch (NoSuchFileException vanished) {
        return FileVisitResult.CONTINUE;
      }
    }

    private void take(Path file) throws IOException {
      Scan scan = new Scan();
      scan.read(file);
      files++;
      bytes += scan.bytes;
      if (scan.found) {
        hits.add(file);
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return unlessVanished(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      return failure == null ? FileVisitResult.CONTINUE : unlessVanished(failure);
    }
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
