package dev.freehold.mail.source;

import dev.freehold.mail.format.FileRange;
import dev.freehold.mail.format.ManifestLine;
import dev.freehold.mail.format.UnquotingInputStream;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A message of an export, as the manifest describes it.
 *
 * @param range where it is in an mbox; empty if it has a file of its own
 */
record ExportedMessage(
    List<String> folder,
    String location,
    long sizeBytes,
    Path file,
    ManifestLine.Message listed,
    Optional<Range> range)
    implements SourceMessage {

  /** A message that has a file of its own. */
  static ExportedMessage of(ManifestLine line, String location, Path file) throws IOException {
    return new ExportedMessage(
        ExportedMail.names(line.folder()),
        location,
        Files.size(file),
        file,
        line.message().orElseThrow(),
        Optional.empty());
  }

  /** A message of an mbox. */
  static ExportedMessage of(ManifestLine line, String location, Path file, Range range) {
    return new ExportedMessage(
        ExportedMail.names(line.folder()),
        location,
        range.end - range.start,
        file,
        line.message().orElseThrow(),
        Optional.of(range));
  }

  @Override
  public Details details() {
    return new Details(listed.flags(), listed.internalDate(), listed.properties());
  }

  @Override
  public Optional<String> expectedSha256() {
    return Optional.of(listed.sha256());
  }

  @Override
  public InputStream open() throws IOException {
    return range.isPresent() ? range.get().open(file) : Files.newInputStream(file);
  }

  /** A part of an mbox: its first byte, the byte after its last, and how it is quoted. */
  record Range(long start, long end, MboxQuoting quoting) {

    InputStream open(Path file) throws IOException {
      return new UnquotingInputStream(FileRange.open(file, start, end), quoting);
    }
  }
}
