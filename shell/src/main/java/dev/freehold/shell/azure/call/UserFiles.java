package dev.freehold.shell.azure.call;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Reads and writes small files that users name. */
public final class UserFiles {

  private UserFiles() {}

  /**
   * Reads a whole file.
   *
   * @param what it is, for the error
   */
  public static byte[] read(Path file, String what) {
    try {
      if (Files.size(file) <= AzureLimits.MAX_FILE_BYTES) {
        return Files.readAllBytes(file);
      }
    } catch (IOException unreadable) {
      throw AzureFailure.missing(
          "FileUnreadable", "The %s file '%s' cannot be read.".formatted(what, file));
    }
    throw AzureFailure.argument(
        "FileTooLarge",
        "The %s file '%s' is larger than %d bytes, the most that such a file can have."
            .formatted(what, file, AzureLimits.MAX_FILE_BYTES));
  }

  /** Writes a file that its owner alone can read, durably; a reader sees the whole or nothing. */
  public static void writeSecret(Path file, byte[] content) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), ".backup", ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          ByteBuffer left = ByteBuffer.wrap(content);
          while (left.hasRemaining()) {
            channel.write(left);
          }
          channel.force(true);
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException unwritable) {
      throw AzureFailure.argument(
          "FileUnwritable", "The file '%s' cannot be written.".formatted(file));
    }
  }
}
