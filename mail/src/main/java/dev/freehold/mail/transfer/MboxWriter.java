package dev.freehold.mail.transfer;

import dev.freehold.mail.format.FromLine;
import dev.freehold.mail.format.QuotingOutputStream;
import dev.freehold.mail.messages.MboxEnvelope;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Writes an mbox file per folder. What came from an mbox is written as it stood there; of the rest
 * the separator is made from the internal date and quoting is by mboxrd.
 */
final class MboxWriter implements ExportWriter {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String EMPTY_LINE = "\n";
  private static final String NEW_LINE_AND_EMPTY_LINE = "\n\n";

  private final EmlWriter.FolderPaths folders;
  private final Path root;
  private String folderPath = "";
  private Path file;
  private FileChannel channel;
  private OutputStream out;

  /** What the message before needs before another can follow, and what at the end of the file. */
  private String gap = "";

  private String end = "";

  MboxWriter(Path root) {
    this.root = root;
    this.folders = new EmlWriter.FolderPaths(root);
  }

  @Override
  public ExportEntry write(MailItem item, InputStream content) throws IOException {
    if (file == null || !folderPath.equals(item.folder())) {
      beginFolder(item.folder());
    }
    out.flush();
    long start = channel.position();
    try {
      boolean lineEndAdded = gap.equals(NEW_LINE_AND_EMPTY_LINE);
      boolean endsWithLineEnd = writeMessage(item, content);
      remember(item, endsWithLineEnd);
      return new ExportEntry(file, item.sizeBytes(), item.sha256(), lineEndAdded);
    } catch (IOException | RuntimeException e) {
      out = buffered();
      channel.truncate(start);
      throw e;
    }
  }

  private boolean writeMessage(MailItem item, InputStream content) throws IOException {
    Optional<MboxEnvelope> envelope = item.properties().mbox();
    String fromLine =
        envelope
            .map(MboxEnvelope::fromLine)
            .orElseGet(() -> FromLine.synthesise(item.internalDate()));
    write(gap);
    write(fromLine);
    QuotingOutputStream quoting =
        new QuotingOutputStream(
            out,
            envelope.map(MboxEnvelope::quoting).orElse(MboxQuoting.MBOXRD),
            envelope.map(MboxEnvelope::bareFromLines).orElse(List.of()));
    VerifiedCopy.copy(item, content, quoting);
    boolean endsWithLineEnd = quoting.finish();
    out.flush();
    return endsWithLineEnd;
  }

  /**
   * Between messages stands an empty line. A message without a last line end can only be kept as it
   * is at the end of the file; before another it gains one.
   */
  private void remember(MailItem item, boolean endsWithLineEnd) {
    Optional<String> tail = item.properties().mbox().map(MboxEnvelope::tail);
    if (!endsWithLineEnd) {
      gap = NEW_LINE_AND_EMPTY_LINE;
      end = "";
    } else {
      gap = tail.filter(text -> !text.isEmpty()).orElse(EMPTY_LINE);
      end = tail.orElse(EMPTY_LINE);
    }
  }

  private void beginFolder(String path) throws IOException {
    endFolder();
    folderPath = path;
    int slash = path.lastIndexOf('/');
    Path parent = slash < 0 ? root : folders.make(path.substring(0, slash));
    file = SafeNames.free(parent, SafeNames.safe(path.substring(slash + 1)), ".mbox");
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    out = buffered();
  }

  private OutputStream buffered() {
    return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void emptyFolder(String path) throws IOException {
    beginFolder(path);
    endFolder();
  }

  @Override
  public void endFolder() throws IOException {
    if (file != null) {
      try {
        write(end);
        out.flush();
      } finally {
        channel.close();
      }
    }
    file = null;
    gap = "";
    end = "";
  }

  @Override
  public void close() throws IOException {
    endFolder();
  }
}
