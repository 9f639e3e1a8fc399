package dev.freehold.mail.source;

import dev.freehold.mail.format.FileRange;
import dev.freehold.mail.format.HeaderPeek;
import dev.freehold.mail.format.MboxEntry;
import dev.freehold.mail.format.MboxScanner;
import dev.freehold.mail.format.MboxVisitor;
import dev.freehold.mail.format.MozillaStatus;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An mbox file of Thunderbird. What was deleted from it is left out. */
final class MozillaMbox implements ImportSource {

  /** Thunderbird puts its fields before all others. */
  private static final int STATUS_BYTES = 4096;

  private final Path file;
  private final List<String> folder;
  private final String prefix;

  MozillaMbox(Path file, List<String> folder, String prefix) {
    this.file = file;
    this.folder = folder;
    this.prefix = prefix;
  }

  @Override
  public String kind() {
    return "mbox";
  }

  @Override
  public Size size() throws IOException {
    return new Size(-1, Files.size(file));
  }

  @Override
  public List<List<String>> folders() {
    return List.of(folder);
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MboxScanner.scanMozilla(in, new Adapter(visitor));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private boolean isDeleted(MboxEntry entry) {
    long end = Math.min(entry.contentEnd(), entry.contentStart() + STATUS_BYTES);
    try (InputStream start = FileRange.open(file, entry.contentStart(), end)) {
      return MozillaStatus.of(HeaderPeek.of(start)).isDeleted();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Adapter implements MboxVisitor {
    private final SourceVisitor visitor;

    Adapter(SourceVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void message(MboxEntry entry) {
      String location = prefix + "@" + entry.contentStart();
      if (isDeleted(entry)) {
        visitor.deleted(location);
      } else {
        visitor.message(new MboxMessage(folder, location, file, entry, MboxQuoting.MBOXRD, true));
      }
    }

    @Override
    public void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage) {
      visitor.problem(
          prefix + "@" + offsetBytes,
          MboxSource.brokenLine(lineNumber, offsetBytes, insideMessage));
    }
  }
}
