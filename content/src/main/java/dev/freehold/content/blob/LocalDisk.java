package dev.freehold.content.blob;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The real file system. */
final class LocalDisk implements Disk {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  @Override
  public DiskFile createFile(Path file) throws IOException {
    return new LocalFile(
        FileChannel.open(file, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), OWNER_FILE));
  }

  @Override
  public FileChannel openFile(Path file) throws IOException {
    return FileChannel.open(file, READ, NOFOLLOW_LINKS);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OWNER_FOLDER);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
        throw (IOException) new NotDirectoryException(folder.toString()).initCause(there);
      }
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  private record LocalFile(FileChannel channel) implements DiskFile {

    /**
     * The JDK copies what it writes out of the heap first, into memory that the thread then keeps.
     * What was copied should still be in the processor's cache when the system reads it.
     */
    private static final int AT_ONCE_BYTES = 128 * 1024;

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      for (int from = offset; from < end; from += AT_ONCE_BYTES) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, Math.min(AT_ONCE_BYTES, end - from));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
    }

    /** The first two parts with one call of the system. */
    @Override
    public void write(byte[] first, int firstLength, byte[] bytes, int offset, int length)
        throws IOException {
      int together = Math.min(AT_ONCE_BYTES, length);
      ByteBuffer[] rest = {
        ByteBuffer.wrap(first, 0, firstLength), ByteBuffer.wrap(bytes, offset, together)
      };
      while (rest[0].hasRemaining() || rest[1].hasRemaining()) {
        channel.write(rest);
      }
      write(bytes, offset + together, length - together);
    }

    @Override
    public void sync() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
