package dev.freehold.ledger.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Replaces small files so that a crash at any moment leaves the whole old content or the whole new
 * one, and the new one for good once {@link #write} has returned. Made with mode 0600.
 */
final class DurableFile {

  /** Told of each step before it is taken; tests end the world at one of them. */
  @FunctionalInterface
  interface Steps {
    void next(Step step) throws IOException;
  }

  /** What is done, in this order. */
  enum Step {
    MAKE,
    WRITE,
    FLUSH,
    RENAME,
    FLUSH_FOLDER
  }

  private final Steps steps;

  DurableFile(Steps steps) {
    this.steps = steps;
  }

  void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    steps.next(Step.MAKE);
    Path whole =
        Files.createTempFile(
            folder,
            "." + file.getFileName() + ".",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      writeAll(whole, content);
      steps.next(Step.RENAME);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
    steps.next(Step.FLUSH_FOLDER);
    flushFolder(folder);
  }

  private void writeAll(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      steps.next(Step.WRITE);
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      steps.next(Step.FLUSH);
      channel.force(true);
    }
  }

  private static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
