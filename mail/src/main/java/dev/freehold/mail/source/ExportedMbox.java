package dev.freehold.mail.source;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.ManifestLine;
import dev.freehold.mail.format.MboxEntry;
import dev.freehold.mail.format.MboxScanner;
import dev.freehold.mail.format.MboxVisitor;
import dev.freehold.mail.messages.MboxEnvelope;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An mbox file of an export. Its messages and the manifest's lines are in the same order, and are
 * matched by their hashes; so what a mail program removed from the file or added to it is noticed.
 */
final class ExportedMbox implements MboxVisitor {

  /** How many messages in a row may be gone from the file before those after them are not found. */
  private static final int MAX_LINES_AHEAD = 1000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final String name;
  private final ManifestLine first;
  private final ManifestLines lines;
  private final boolean bareSeparators;
  private final Deque<ManifestLine> ahead = new ArrayDeque<>();
  private final List<Runnable> suspects = new ArrayList<>();
  private SourceVisitor visitor;

  /**
   * Reads {@code file}, whose first line was taken from the manifest.
   *
   * @param bareSeparators whether messages came from Thunderbird, whose separators have no date
   */
  ExportedMbox(Path file, ManifestLine first, ManifestLines lines, boolean bareSeparators) {
    this.file = file;
    this.name = first.message().orElseThrow().file();
    this.first = first;
    this.lines = lines;
    this.bareSeparators = bareSeparators;
    ahead.add(first);
  }

  /** Tells of all messages, and takes the file's lines from the manifest. */
  void forEach(SourceVisitor to) throws IOException {
    visitor = to;
    try (InputStream in = Files.newInputStream(file)) {
      if (bareSeparators) {
        MboxScanner.scanMozilla(in, this);
      } else {
        MboxScanner.scan(in, MboxQuoting.MBOXRD, this);
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    suspects.forEach(Runnable::run);
    do {
      ahead.forEach(this::missing);
      ahead.clear();
      fill();
    } while (!ahead.isEmpty());
  }

  @Override
  public void message(MboxEntry entry) {
    try {
      fill();
      MboxQuoting quoting = quoting();
      Hashes hashes = hashes(entry, quoting);
      Optional<ManifestLine> line = ahead.stream().filter(hashes::matches).findFirst();
      String location = name + "@" + entry.contentStart();
      if (line.isEmpty()) {
        suspects.forEach(Runnable::run);
        visitor.message(
            new MboxMessage(
                ExportedMail.names(first.folder()),
                location,
                file,
                entry,
                MboxQuoting.MBOXRD,
                bareSeparators));
      } else {
        while (!line.get().equals(ahead.peek())) {
          missing(ahead.remove());
        }
        ahead.remove();
        long end = entry.contentEnd() - (hashes.isWhole(line.get()) ? 0 : 1);
        visitor.message(
            ExportedMessage.of(
                line.get(),
                location,
                file,
                new ExportedMessage.Range(entry.contentStart(), end, quoting)));
      }
      suspects.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of a message that is what was exported only looks like a separator. */
  @Override
  public void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage) {
    MailException problem = MboxSource.brokenLine(lineNumber, offsetBytes, insideMessage);
    suspects.add(() -> visitor.problem(name + "@" + offsetBytes, problem));
  }

  private MboxQuoting quoting() {
    return Optional.ofNullable(ahead.peek())
        .flatMap(ManifestLine::message)
        .flatMap(message -> message.properties().mbox())
        .map(MboxEnvelope::quoting)
        .orElse(MboxQuoting.MBOXRD);
  }

  private void fill() throws IOException {
    while (ahead.size() < MAX_LINES_AHEAD && isNextOfFile()) {
      ahead.add(lines.next().orElseThrow());
    }
  }

  private boolean isNextOfFile() throws IOException {
    return lines
        .peek()
        .flatMap(ManifestLine::message)
        .filter(message -> message.file().equals(name))
        .isPresent();
  }

  private void missing(ManifestLine line) {
    visitor.problem(name + ", UID " + line.message().orElseThrow().uid(), ExportedMail.missing());
  }

  private Hashes hashes(MboxEntry entry, MboxQuoting quoting) throws IOException {
    MessageDigest digest = Sha256.digest();
    ExportedMessage.Range range =
        new ExportedMessage.Range(entry.contentStart(), entry.contentEnd(), quoting);
    long size = 0;
    byte[] last = new byte[0];
    try (InputStream in = range.open(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (count > 0) {
          digest.update(last);
          digest.update(buffer, 0, count - 1);
          last = new byte[] {buffer[count - 1]};
          size += count;
        }
      }
    }
    String shortened = last.length == 1 && last[0] == '\n' ? Sha256.hex(copy(digest)) : "";
    digest.update(last);
    return new Hashes(size, Sha256.hex(digest), shortened);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be copied", e);
    }
  }

  /**
   * The hashes of a message.
   *
   * @param sha256 of all of it
   * @param shortened without its last line end, which the export may have added
   */
  private record Hashes(long sizeBytes, String sha256, String shortened) {

    boolean matches(ManifestLine line) {
      ManifestLine.Message message = line.message().orElseThrow();
      return isWhole(line)
          || (message.sizeBytes() == sizeBytes - 1 && message.sha256().equals(shortened));
    }

    boolean isWhole(ManifestLine line) {
      ManifestLine.Message message = line.message().orElseThrow();
      return message.sizeBytes() == sizeBytes && message.sha256().equals(sha256);
    }
  }
}
