package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells what an I/O error of a folder means for its user. */
final class StoreFailure {

  /** Less than this left on the disk counts as full, whatever the error's own words. */
  private static final long FULL_BELOW_BYTES = 1 << 20;

  private final Path root;

  StoreFailure(Path root) {
    this.root = root;
  }

  /**
   * Gives {@code failure} its code.
   *
   * @param doing what was tried, as in "writing a blob"
   */
  ContentException of(String doing, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new ContentException(
          ContentError.STORE_FAILED,
          doing + " failed: the blob folder is not there; is its disk mounted?",
          failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new ContentException(
          ContentError.STORE_DENIED,
          doing + " failed: permission denied; let the server's user own the blob folder",
          failure);
    }
    String reason = reason(failure);
    if (reason.contains("Read-only file system")) {
      return new ContentException(
          ContentError.STORE_READ_ONLY,
          doing + " failed: the file system is read-only; mount it for writing",
          failure);
    }
    if (reason.contains("No space left") || reason.contains("quota exceeded") || isFull()) {
      return new ContentException(
          ContentError.STORE_FULL,
          doing + " failed: no space is left for blobs; free some or add a disk",
          failure);
    }
    return new ContentException(
        ContentError.STORE_FAILED,
        doing + " failed: the disk reported an error; look at the system's log",
        failure);
  }

  private static String reason(IOException failure) {
    String reason =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    return reason == null ? "" : reason;
  }

  // The words of an I/O error depend on the system's language, the free space does not.
  private boolean isFull() {
    try {
      return Files.getFileStore(root).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
