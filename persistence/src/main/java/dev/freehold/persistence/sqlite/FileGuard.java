package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process away from an SQLite file. The lock is the operating system's, so it ends
 * with the process however that ends; the file itself stays and means nothing by itself.
 */
final class FileGuard implements AutoCloseable {

  private static final int MAX_HOLDER_BYTES = 32;

  private final FileChannel channel;

  private FileGuard(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock beside {@code file}.
   *
   * @throws PersistenceException {@link PersistenceError#IN_USE} if another process has it, or this
   *     one has it already
   */
  static FileGuard of(Path file) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new PersistenceException(
            PersistenceError.IN_USE,
            "the database %s is in use by process %s; stop that one first, or use another folder"
                .formatted(file, holder(lockFile)),
            null);
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new FileGuard(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(Path lockFile) {
    try (var in = Files.newInputStream(lockFile)) {
      String text = new String(in.readNBytes(MAX_HOLDER_BYTES), StandardCharsets.US_ASCII);
      return text.matches("[0-9]+") ? text : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
