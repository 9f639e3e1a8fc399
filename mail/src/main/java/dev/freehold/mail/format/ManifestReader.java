package dev.freehold.mail.format;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a manifest line by line, in bounded memory. Not safe for many threads. */
public final class ManifestReader implements AutoCloseable {

  /** More than any line that an export writes. */
  private static final int MAX_LINE_BYTES = 64 * 1024;

  private final InputStream in;
  private final LineScanner lines;

  private ManifestReader(InputStream in) {
    this.in = in;
    this.lines = new LineScanner(in, MAX_LINE_BYTES);
  }

  /** Opens a manifest. */
  public static ManifestReader open(Path file) throws IOException {
    return new ManifestReader(Files.newInputStream(file));
  }

  /**
   * The next line; empty at the end.
   *
   * @throws MailException {@code import-source-unreadable} for a line that is none of a manifest;
   *     the next call goes on after it
   */
  public Optional<ManifestLine> next() throws IOException {
    if (!lines.next()) {
      return Optional.empty();
    }
    String text =
        new String(lines.start().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Optional<ManifestLine> line = lines.isWhole() ? ManifestLine.parse(text) : Optional.empty();
    if (line.isEmpty()) {
      throw new MailException(
          MailError.SOURCE_UNREADABLE,
          "line %d is none that an export writes; remove it, and its message is imported without it"
              .formatted(lines.number()));
    }
    return line;
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return lines.number();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
