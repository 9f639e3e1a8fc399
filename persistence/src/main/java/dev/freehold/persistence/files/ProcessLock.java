package dev.freehold.persistence.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is locked by one process at a time, and says by which. The lock is the operating
 * system's, so it ends with the process however that ends; the file itself stays and means nothing.
 *
 * <p>On POSIX systems a process loses its lock when it closes the file, by whichever descriptor
 * (fcntl(2)). So a file that this process has locked is not opened a second time, neither here nor
 * by anybody else in the process. Safe for use by many threads.
 */
public final class ProcessLock implements AutoCloseable {

  private static final int MAX_HOLDER_BYTES = 32;

  /** The files that this process has locked. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProcessLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks {@code file}, which is made if it is absent, in a folder that must exist.
   *
   * @return empty if another process has it, or this one has it already
   */
  public static Optional<ProcessLock> take(Path file) throws IOException {
    Path real = real(file);
    if (!OWN.add(real)) {
      return Optional.empty();
    }
    Optional<FileChannel> locked = Optional.empty();
    try {
      locked = locked(real);
      return locked.map(channel -> new ProcessLock(real, channel));
    } finally {
      if (locked.isEmpty()) {
        OWN.remove(real);
      }
    }
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isLocked = false;
    try {
      if (channel.tryLock() == null) {
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(ownNumber().getBytes(StandardCharsets.US_ASCII)), 0);
      isLocked = true;
      return Optional.of(channel);
    } finally {
      if (!isLocked) {
        channel.close();
      }
    }
  }

  /** Whether this process has locked {@code file}, and so must not open it. */
  public static boolean isOwn(Path file) throws IOException {
    return OWN.contains(real(file));
  }

  /** The number of the process that has {@code file}, or had it last; {@code unknown} if none. */
  public static String holder(Path file) throws IOException {
    if (isOwn(file)) {
      return ownNumber();
    }
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_HOLDER_BYTES), StandardCharsets.US_ASCII);
      return text.matches("[0-9]+") ? text : "unknown";
    }
  }

  private static Path real(Path file) throws IOException {
    return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
  }

  private static String ownNumber() {
    return Long.toString(ProcessHandle.current().pid());
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OWN.remove(file);
    }
  }
}
