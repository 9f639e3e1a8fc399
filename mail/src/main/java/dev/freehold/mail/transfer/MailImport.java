package dev.freehold.mail.transfer;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.folders.FolderNaming;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.source.SourceMessage;
import dev.freehold.mail.source.SourceVisitor;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Imports a source into a sink: several appends at once, in bounded memory. A message that fails is
 * reported, and the import continues; it waits while the sink takes nothing, and ends when nothing
 * will be taken. Running the same import again stores only what is missing.
 *
 * <p>Order: a message can be overtaken only by messages less than {@value
 * OrderedWindow#PLACES_PER_WORKER} times {@code concurrency} places behind it in the source; with a
 * concurrency of 1, UIDs have the source's order.
 */
public final class MailImport {

  private final MailSink sink;
  private final ImportOptions options;
  private final TransferGate gate;

  /** Imports into {@code sink}, once. */
  public MailImport(MailSink sink, ImportOptions options) {
    this.sink = sink;
    this.options = options;
    this.gate = new TransferGate(options.patience(), options.listener());
  }

  /** Ends the import after the messages under way; any thread may call it. */
  public void stop() {
    gate.stop(TransferGate.interrupted());
  }

  /**
   * Imports all of {@code source}.
   *
   * @throws IOException if the source as a whole cannot be read; what was stored stays
   */
  public TransferSummary run(ImportSource source) throws IOException {
    ImportSource.Size size = source.size();
    FolderNaming naming = options.naming();
    Collection<List<String>> folders = source.folders();
    if (source.hasPathsOfMailbox()) {
      naming.keepAll(folders);
    }
    naming.nameAll(folders);
    TransferTally tally = new TransferTally(options.listener(), size.messages(), size.bytes());
    try (OrderedWindow window = new OrderedWindow(options.concurrency())) {
      Visitor visitor = new Visitor(window, naming, tally);
      try {
        source.forEach(visitor);
      } catch (EndedException ended) {
        // The gate says why.
      }
      window.drain();
      makeEmpty(folders, visitor.withMessages, naming, tally);
    }
    return tally.summary(gate.stopped(), naming.renamed());
  }

  private void makeEmpty(
      Collection<List<String>> folders,
      Set<List<String>> withMessages,
      FolderNaming naming,
      TransferTally tally) {
    for (List<String> folder : folders) {
      if (!withMessages.contains(folder)) {
        String path = naming.path(folder);
        try {
          gate.pass(() -> make(path));
        } catch (MailException e) {
          tally.problem(new TransferFailure(path, e.code(), e.getMessage()));
        } catch (MailSink.RefusedException e) {
          tally.problem(new TransferFailure(path, e.code(), e.getMessage()));
        }
      }
    }
  }

  private void make(String path) {
    try {
      sink.makeFolder(path);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void transfer(SourceMessage message, String folder, TransferTally tally) {
    try {
      Prepared prepared = prepare(message, folder);
      gate.pass(() -> append(message, prepared, tally));
    } catch (MailException e) {
      fail(message, e.code(), e.getMessage(), tally);
    } catch (MailSink.RefusedException e) {
      fail(message, e.code(), e.getMessage(), tally);
    }
  }

  private static Prepared prepare(SourceMessage message, String folder) {
    SourceMessage.Details details;
    HashedContent content;
    try {
      details = message.details();
      content = HashedContent.of(message);
    } catch (IOException e) {
      throw unreadable(e);
    }
    String sha256 = HexFormat.of().formatHex(content.sha256());
    if (!message.expectedSha256().orElse(sha256).equals(sha256)) {
      throw new MailException(
          MailError.SOURCE_CHANGED,
          "it is not what was exported: its hash is another than the manifest's; remove its line"
              + " from the manifest to import it as it is");
    }
    AppendRequest request =
        new AppendRequest(
            folder,
            details.flags(),
            details.internalDate(),
            details.properties(),
            OptionalLong.of(content.sizeBytes()),
            Optional.of(MessageImportKey.of(message.location(), content.sha256())));
    return new Prepared(request, content, sha256);
  }

  private void append(SourceMessage message, Prepared prepared, TransferTally tally) {
    AppendReceipt receipt;
    try (ReadContent in = open(prepared.content)) {
      try {
        receipt = sink.append(prepared.request, in);
      } catch (IOException e) {
        throw in.failed() ? unreadable(e) : broken(e);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (!receipt.sha256().equals(prepared.sha256)) {
      throw new MailException(
          MailError.SOURCE_CHANGED, "it changed while it was imported; import again");
    }
    tally.done(receipt.sha256(), receipt.sizeBytes(), message.sizeBytes(), receipt.alreadyThere());
  }

  private static ReadContent open(HashedContent content) throws IOException {
    return new ReadContent(content.open());
  }

  private static MailException unreadable(IOException cause) {
    return new MailException(
        MailError.SOURCE_UNREADABLE,
        "it cannot be read (%s); check its permissions".formatted(cause.getClass().getSimpleName()),
        cause);
  }

  private static MailSink.RefusedException broken(IOException cause) {
    return new MailSink.RefusedException(
        MailSink.Reach.NOW,
        MailError.APPEND_FAILED.code(),
        "it could not be sent (%s)".formatted(cause.getClass().getSimpleName()),
        cause);
  }

  private static void fail(SourceMessage message, String code, String reason, TransferTally tally) {
    tally.failed(new TransferFailure(message.location(), code, reason), message.sizeBytes());
  }

  /** A message that is ready to be sent, as often as it takes. */
  private record Prepared(AppendRequest request, HashedContent content, String sha256) {}

  /** Ends the walk through the source. */
  private static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Visitor implements SourceVisitor {
    private final OrderedWindow window;
    private final FolderNaming naming;
    private final TransferTally tally;
    private final Set<List<String>> withMessages = new HashSet<>();

    Visitor(OrderedWindow window, FolderNaming naming, TransferTally tally) {
      this.window = window;
      this.naming = naming;
      this.tally = tally;
    }

    @Override
    public void message(SourceMessage message) {
      if (gate.stopped().isPresent()) {
        throw new EndedException();
      }
      withMessages.add(message.folder());
      String folder = naming.path(message.folder());
      window.submit(() -> transfer(message, folder, tally));
    }

    @Override
    public void problem(String location, MailException problem) {
      tally.problem(new TransferFailure(location, problem.code(), problem.getMessage()));
    }

    @Override
    public void deleted(String location) {
      tally.deleted();
    }

    @Override
    public void skipped(String location) {
      tally.skippedFile();
    }
  }
}
