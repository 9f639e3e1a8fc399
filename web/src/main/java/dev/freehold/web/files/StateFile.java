package dev.freehold.web.files;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A small file of the server's own state. After a crash it has either the new content or the old
 * one, as a whole. A secret file has mode 0600 and is refused if others can read it.
 */
public final class StateFile {

  private static final int MAX_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(OWNER_READ, OWNER_WRITE);
  private static final Set<PosixFilePermission> EVERYONE_READS =
      Set.of(OWNER_READ, OWNER_WRITE, GROUP_READ, OTHERS_READ);

  private final Path path;
  private final Set<PosixFilePermission> mode;

  private StateFile(Path path, Set<PosixFilePermission> mode) {
    this.path = path;
    this.mode = mode;
  }

  /** A file that only its owner may read; it need not exist yet. */
  public static StateFile secret(Path path) {
    return new StateFile(path, OWNER_ONLY);
  }

  /** A file that everyone may read; it need not exist yet. */
  public static StateFile readable(Path path) {
    return new StateFile(path, EVERYONE_READS);
  }

  /** Tells whether there is something at the path. */
  public boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns the content; the caller overwrites the array after use.
   *
   * @throws WebException SECRET_FILE if it cannot be read, is larger than 64 KiB, or is secret and
   *     others may reach it
   */
  public byte[] read() {
    try {
      requireMode();
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw failure("has %d bytes, at most %d are expected".formatted(size, MAX_BYTES), null);
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw failure("cannot be read; check that it exists and belongs to this user", e);
    }
  }

  /**
   * Replaces the content; durable when it returns.
   *
   * @throws WebException SECRET_FILE if it cannot be written
   */
  public void write(byte[] content) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path whole =
          Files.createTempFile(
              folder,
              path.getFileName() + ".",
              ".tmp",
              PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      try {
        Files.setPosixFilePermissions(whole, mode);
        writeDurably(whole, content);
        Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
      flushFolder(folder);
    } catch (IOException e) {
      throw failure("cannot be written; check the folder's permissions and free space", e);
    }
  }

  private void requireMode() throws IOException {
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
    if (mode.equals(OWNER_ONLY) && !mode.containsAll(granted)) {
      throw failure(
          "has mode %s, others may reach it; set it to 0600 and change the secret if it leaked"
              .formatted(PosixFilePermissions.toString(granted)),
          null);
    }
  }

  private static void writeDurably(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Makes durable that a file was put into a folder, or has another name there. */
  public static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private WebException failure(String what, Throwable cause) {
    return new WebException(WebError.SECRET_FILE, "the file %s %s".formatted(path, what), cause);
  }
}
