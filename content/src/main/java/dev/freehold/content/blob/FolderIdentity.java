package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells the folder of a store that a database knows from an empty mount point or another store. */
final class FolderIdentity {

  private final Path file;
  private final byte[] identity;
  private final Disk disk;

  /** Expects {@code identity} in the folder {@code root}. */
  FolderIdentity(Path root, String identity, Disk disk) {
    this.file = root.resolve(BlobName.IDENTITY.path());
    this.identity = identity.getBytes(StandardCharsets.US_ASCII);
    this.disk = disk;
  }

  /**
   * Looks into the folder.
   *
   * @throws ContentException {@code blob-store-failed} if the folder has no identity or another
   */
  void require() throws IOException {
    if (!isThere()) {
      throw new ContentException(
          ContentError.STORE_FAILED,
          "the blob folder is not the one that the database knows, so nothing is read from it or"
              + " written to it; mount its disk");
    }
  }

  private boolean isThere() throws IOException {
    // One byte more, so that a longer file is another one.
    ByteBuffer found = ByteBuffer.allocate(identity.length + 1);
    try (FileChannel channel = disk.openFile(file)) {
      while (found.hasRemaining() && channel.read(found) >= 0) {
        // A read may return less than is there.
      }
    } catch (NoSuchFileException none) {
      return false;
    }
    return Arrays.equals(found.array(), 0, found.position(), identity, 0, identity.length);
  }

  /** Where {@code folder} is, or will be if it is a link onto a disk that is not mounted. */
  static Path realPath(Path folder) throws IOException {
    try {
      return folder.toRealPath();
    } catch (NoSuchFileException notYet) {
      return Files.isSymbolicLink(folder)
          ? realPath(folder.resolveSibling(Files.readSymbolicLink(folder)))
          : folder;
    }
  }
}
