package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files that a person named. */
final class RescueFiles {

  private RescueFiles() {}

  /**
   * Reads a whole file.
   *
   * @param what what the file is, as in "the root key"
   */
  static byte[] read(String what, Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ContentException(
            ContentError.RESCUE_FILE_FAILED,
            "%s has at most %d bytes, %s has more; give another file"
                .formatted(what, maxBytes, file));
      }
      return bytes;
    } catch (IOException failure) {
      throw unreadable(what, failure);
    }
  }

  static ContentException unreadable(String what, IOException failure) {
    return new ContentException(
        ContentError.RESCUE_FILE_FAILED,
        failure instanceof NoSuchFileException
            ? "%s is not there: %s".formatted(what, failure.getMessage())
            : "%s cannot be read: %s".formatted(what, failure.getMessage()),
        failure);
  }
}
