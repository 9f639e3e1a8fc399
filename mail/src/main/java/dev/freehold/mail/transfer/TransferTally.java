package dev.freehold.mail.transfer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.RenamedFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what came over and what did not. Safe for use by many threads. */
final class TransferTally {

  private final TransferProgress.Listener listener;
  private final long messagesTotal;
  private final long bytesTotal;

  @GuardedBy("this")
  private final List<TransferFailure> failures = new ArrayList<>();

  @GuardedBy("this")
  private final HashSum hashes = new HashSum();

  @GuardedBy("this")
  private long messagesDone;

  @GuardedBy("this")
  private long bytesDone;

  @GuardedBy("this")
  private long messages;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private long alreadyThere;

  @GuardedBy("this")
  private long skippedFiles;

  @GuardedBy("this")
  private long deleted;

  @GuardedBy("this")
  private long failureCount;

  TransferTally(TransferProgress.Listener listener, long messagesTotal, long bytesTotal) {
    this.listener = listener;
    this.messagesTotal = messagesTotal;
    this.bytesTotal = bytesTotal;
  }

  /** A message came over. {@code sourceBytes} moves the bar, {@code sizeBytes} is counted. */
  synchronized void done(String sha256, long sizeBytes, long sourceBytes, boolean wasThere) {
    messages++;
    bytes += sizeBytes;
    alreadyThere += wasThere ? 1 : 0;
    hashes.add(sha256);
    advance(sourceBytes);
  }

  /** A message did not come over. */
  synchronized void failed(TransferFailure failure, long sourceBytes) {
    problem(failure);
    advance(sourceBytes);
  }

  /** Something that is not counted as a message went wrong. */
  synchronized void problem(TransferFailure failure) {
    failureCount++;
    if (failures.size() < MailLimits.MAX_REPORTED_FAILURES) {
      failures.add(failure);
    }
  }

  synchronized void skippedFile() {
    skippedFiles++;
  }

  synchronized void deleted() {
    deleted++;
  }

  synchronized TransferSummary summary(
      Optional<TransferStop> stopped, List<RenamedFolder> renamed) {
    return new TransferSummary(
        messages,
        bytes,
        alreadyThere,
        skippedFiles,
        deleted,
        failureCount,
        List.copyOf(failures),
        stopped,
        List.copyOf(renamed),
        hashes.result());
  }

  @GuardedBy("this")
  private void advance(long sourceBytes) {
    messagesDone++;
    bytesDone += sourceBytes;
    listener.progressed(
        new TransferProgress(messagesDone, messagesTotal, bytesDone, bytesTotal, failureCount));
  }
}
