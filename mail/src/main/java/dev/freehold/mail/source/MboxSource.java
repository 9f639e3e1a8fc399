package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.format.MboxEntry;
import dev.freehold.mail.format.MboxScanner;
import dev.freehold.mail.format.MboxVisitor;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An mbox file. One pass finds the messages; each is then read from its own place in the file. */
public final class MboxSource implements ImportSource {

  private final Path file;
  private final MboxQuoting quoting;
  private final List<String> folder;
  private final String prefix;

  /**
   * Reads {@code file}.
   *
   * @param quoting how its writer quoted body lines; {@link MboxQuoting#MBOXRD} reads both kinds,
   *     except that it takes one {@code >} too many from lines that began with {@code >From }
   *     before a writer of {@link MboxQuoting#MBOXO} left them alone. Either way an export writes
   *     the identical file.
   */
  public MboxSource(Path file, MboxQuoting quoting) {
    this(file, quoting, List.of(), "");
  }

  /** An mbox that is a part of a folder tree: its messages go to {@code folder}. */
  MboxSource(Path file, MboxQuoting quoting, List<String> folder, String prefix) {
    this.file = file;
    this.quoting = quoting;
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
      MboxScanner.scan(in, quoting, new Adapter(visitor));
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
      visitor.message(
          new MboxMessage(
              folder, prefix + "@" + entry.contentStart(), file, entry, quoting, false));
    }

    @Override
    public void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage) {
      visitor.problem(
          prefix + "@" + offsetBytes, brokenLine(lineNumber, offsetBytes, insideMessage));
    }
  }
}
