package dev.freehold.mail.transfer;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.folders.FolderNaming;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.source.SourceMessage;
import dev.freehold.mail.source.SourceVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Imports a source into a sink: several appends at once, in bounded memory. A message that fails is
 * reported, and the import continues. Running the same import again stores only what is missing.
 *
 * <p>Order: a message can be overtaken only by messages less than {@value
 * OrderedWindow#PLACES_PER_WORKER} times {@code concurrency} places behind it in the source; with a
 * concurrency of 1, UIDs have the source's order.
 */
public final class MailImport {

  private final MailSink sink;
  private final ImportOptions options;

  /** Imports into {@code sink}. */
  public MailImport(MailSink sink, ImportOptions options) {
    this.sink = sink;
    this.options = options;
  }

  /**
   * Imports all of {@code source}.
   *
   * @throws IOException if the source as a whole cannot be read; what was stored stays
   */
  public TransferSummary run(ImportSource source) throws IOException {
    ImportSource.Size size = source.size();
    FolderNaming naming = options.naming();
    naming.nameAll(source.folders());
    TransferTally tally = new TransferTally(options.listener(), size.messages(), size.bytes());
    try (OrderedWindow window = new OrderedWindow(options.concurrency())) {
      source.forEach(new Visitor(window, naming, tally));
      window.drain();
    }
    return tally.summary(naming.renamed());
  }

  private void transfer(SourceMessage message, String folder, TransferTally tally) {
    try {
      append(message, folder, tally);
    } catch (MailException e) {
      fail(message, e.code(), e.getMessage(), tally);
    } catch (MailSink.RefusedException e) {
      fail(message, e.code(), e.getMessage(), tally);
    }
  }

  private void append(SourceMessage message, String folder, TransferTally tally) {
    SourceMessage.Details details;
    HashedContent content;
    try {
      details = message.details();
      content = HashedContent.of(message);
    } catch (IOException e) {
      throw new MailException(
          MailError.SOURCE_UNREADABLE,
          "it cannot be read (%s); check its permissions".formatted(e.getClass().getSimpleName()),
          e);
    }
    AppendRequest request =
        new AppendRequest(
            folder,
            details.flags(),
            details.internalDate(),
            details.properties(),
            OptionalLong.of(content.sizeBytes()),
            Optional.of(MessageImportKey.of(message.location(), content.sha256())));
    AppendReceipt receipt;
    try (InputStream in = content.open()) {
      receipt = sink.append(request, in);
    } catch (IOException e) {
      throw new MailException(
          MailError.APPEND_FAILED,
          "it could not be sent (%s); import again, what is stored is skipped"
              .formatted(e.getClass().getSimpleName()),
          e);
    }
    if (!receipt.sha256().equals(HexFormat.of().formatHex(content.sha256()))) {
      throw new MailException(
          MailError.SOURCE_CHANGED, "it changed while it was imported; import again");
    }
    tally.done(receipt.sha256(), receipt.sizeBytes(), message.sizeBytes(), receipt.alreadyThere());
  }

  private static void fail(SourceMessage message, String code, String reason, TransferTally tally) {
    tally.failed(new TransferFailure(message.location(), code, reason), message.sizeBytes());
  }

  private final class Visitor implements SourceVisitor {
    private final OrderedWindow window;
    private final FolderNaming naming;
    private final TransferTally tally;

    Visitor(OrderedWindow window, FolderNaming naming, TransferTally tally) {
      this.window = window;
      this.naming = naming;
      this.tally = tally;
    }

    @Override
    public void message(SourceMessage message) {
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
