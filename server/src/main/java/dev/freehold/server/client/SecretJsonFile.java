package dev.freehold.server.client;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Small JSON files with a secret in them, which their owner alone can read. */
final class SecretJsonFile {

  private static final long MAX_BYTES = 64 << 10;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretJsonFile() {}

  static <T> T read(Path file, Class<T> type, String origin) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw invalid("%s is larger than a connection file can be".formatted(file), null);
      }
      return Json.MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (IOException unreadable) {
      if (unreadable.getCause() instanceof ServerException outOfBounds) {
        throw invalid("%s: %s".formatted(file, outOfBounds.getMessage()), unreadable);
      }
      throw invalid(
          "%s cannot be read as a connection file; %s such files".formatted(file, origin),
          unreadable);
    }
  }

  /** Refuses a file that others than its owner have any right on. */
  static void requireOwnersOnly(Path file) {
    try {
      Set<PosixFilePermission> extra = EnumSet.noneOf(PosixFilePermission.class);
      extra.addAll(Files.getPosixFilePermissions(file));
      extra.removeAll(OWNERS);
      if (!extra.isEmpty()) {
        throw invalid(
            "%s must have mode 0600, but also grants %s; run chmod 600".formatted(file, extra),
            null);
      }
    } catch (IOException unreadable) {
      throw invalid("%s cannot be read".formatted(file), unreadable);
    }
  }

  /** Writes the file with mode 0600, durably; a reader sees the whole old or the whole new one. */
  static void write(Path file, Object content) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".connection",
            ".tmp",
            PosixFilePermissions.asFileAttribute(OWNERS));
    try {
      Files.write(
          temporary, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
      try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONNECTION_INVALID, message, cause);
  }
}
