package dev.freehold.ledger.witness;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file {@code refusals.log}: a line for each refusal, on disk when it is appended. When it is
 * full it becomes {@code refusals.log.1} in place of the one before. Thread-safe.
 */
final class RefusalJournal {

  /** Some 10,000 lines in each of two files. */
  static final long MAX_BYTES = 4L << 20;

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path file;

  RefusalJournal(Path folder) {
    this.file = folder.resolve("refusals.log");
  }

  synchronized void append(String line) throws IOException {
    if (Files.exists(file) && Files.size(file) >= MAX_BYTES) {
      Files.move(file, file.resolveSibling("refusals.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    // The process may have ended, or the disk have failed, in the middle of the last line.
    String whole = (endsWithinALine() ? "\n" : "") + line + "\n";
    try (FileChannel channel =
        FileChannel.open(
            file,
            APPEND,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer rest = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  @GuardedBy("this")
  private boolean endsWithinALine() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) != '\n';
    }
  }
}
