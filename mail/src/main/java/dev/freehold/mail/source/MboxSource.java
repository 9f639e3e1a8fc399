package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
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

/** An mbox file. One pass finds the messages; each is then read from its own place in the file. */
public final class MboxSource implements ImportSource {

  /** Thunderbird puts its fields before all others. */
  private static final int STATUS_BYTES = 4096;

  private final Path file;
  private final MboxQuoting quoting;
  private final List<String> folder;
  private final String prefix;
  private final boolean isMozilla;

  /**
   * Reads {@code file}.
   *
   * @param quoting how its writer quoted body lines; {@link MboxQuoting#MBOXRD} reads both kinds,
   *     except that it takes one {@code >} too many from lines that began with {@code >From }
   *     before a writer of {@link MboxQuoting#MBOXO} left them alone. Either way an export writes
   *     the identical file.
   */
  public MboxSource(Path file, MboxQuoting quoting) {
    this(file, quoting, List.of(), "", false);
  }

  private MboxSource(
      Path file, MboxQuoting quoting, List<String> folder, String prefix, boolean isMozilla) {
    this.file = file;
    this.quoting = quoting;
    this.folder = folder;
    this.prefix = prefix;
    this.isMozilla = isMozilla;
  }

  /** An mbox that is a part of a folder tree: its messages go to {@code folder}. */
  static MboxSource inTree(Path file, List<String> folder, String prefix) {
    return new MboxSource(file, MboxQuoting.MBOXRD, folder, prefix, false);
  }

  /** An mbox of Thunderbird, of which what was deleted there is left out. */
  static MboxSource ofMozilla(Path file, List<String> folder, String prefix) {
    return new MboxSource(file, MboxQuoting.MBOXRD, folder, prefix, true);
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
      if (isMozilla) {
        MboxScanner.scanMozilla(in, new Adapter(visitor));
      } else {
        MboxScanner.scan(in, quoting, new Adapter(visitor));
      }
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

  /** What to say of a line that is nearly a separator. */
  static MailException brokenLine(long lineNumber, long offsetBytes, boolean insideMessage) {
    String kept =
        insideMessage
            ? "it was kept as text of the message before it"
            : "the text up to the next separator was left out";
    return new MailException(
        MailError.MBOX_BROKEN_SEPARATOR,
        ("line %d (byte %d) should be a separator: an empty line, then 'From sender Www Mmm"
                + " dd hh:mm:ss yyyy'; %s; mend the line and import the file again")
            .formatted(lineNumber, offsetBytes, kept));
  }

  private final class Adapter implements MboxVisitor {
    private final SourceVisitor visitor;

    Adapter(SourceVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void message(MboxEntry entry) {
      String location = prefix + "@" + entry.contentStart();
      if (isMozilla && isDeleted(entry)) {
        visitor.deleted(location);
      } else {
        visitor.message(new MboxMessage(folder, location, file, entry, quoting, isMozilla));
      }
    }

    @Override
    public void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage) {
      visitor.problem(
          prefix + "@" + offsetBytes, brokenLine(lineNumber, offsetBytes, insideMessage));
    }
  }
}
