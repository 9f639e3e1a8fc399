package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.RandomSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

/** Writes a file that is there whole or not at all, readable by its owner alone. */
final class RescueTarget {

  private static final int SUFFIX_BYTES = 8;

  private RescueTarget() {}

  /** Lets {@code content} write beside {@code target}, then gives the file its name. */
  static void write(Path target, RandomSource random, Content content) {
    Path absolute = target.toAbsolutePath();
    String suffix = HexFormat.of().formatHex(random.bytes(SUFFIX_BYTES));
    Path temporary =
        absolute.resolveSibling(".%s.%s.part".formatted(absolute.getFileName(), suffix));
    try {
      if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(absolute.toString());
      }
      try {
        writeDurably(temporary, content);
        Files.move(temporary, absolute);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (FileAlreadyExistsException there) {
      throw new ContentException(
          ContentError.RESCUE_FILE_FAILED,
          "%s exists already; name a file that does not".formatted(absolute),
          there);
    } catch (IOException failure) {
      throw new ContentException(
          ContentError.RESCUE_FILE_FAILED,
          "the result cannot be written: %s".formatted(failure.getMessage()),
          failure);
    }
  }

  private static void writeDurably(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  /** What is written. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
