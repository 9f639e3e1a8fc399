package dev.freehold.server.cli.mail;

import dev.freehold.mail.transfer.TransferProgress;
import dev.freehold.server.text.ByteText;
import dev.freehold.server.text.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a transfer is: a bar that redraws itself on a terminal, a plain line every ten
 * seconds elsewhere. Safe for use by many threads.
 */
final class ProgressReport implements TransferProgress.Listener, AutoCloseable {

  private static final int BAR_CHARACTERS = 28;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private final boolean onTerminal;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long shownNanos;
  private TransferProgress last;
  private boolean drawn;

  ProgressReport(PrintWriter out, boolean onTerminal, LongSupplier nanoTime) {
    this.out = out;
    this.onTerminal = onTerminal;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.shownNanos = onTerminal ? startNanos - REDRAW_NANOS : startNanos;
  }

  /** A report to standard error, where a pipe of standard output does not hide it. */
  static ProgressReport toStandardError(PrintWriter err) {
    boolean onTerminal = Terminal.isPresent();
    return new ProgressReport(err, onTerminal, System::nanoTime);
  }

  @Override
  public synchronized void progressed(TransferProgress progress) {
    last = progress;
    long now = nanoTime.getAsLong();
    if (now - shownNanos >= (onTerminal ? REDRAW_NANOS : LINE_NANOS)) {
      shownNanos = now;
      show(progress, now);
    }
  }

  @Override
  public synchronized void waiting(String code, String message, Duration delay) {
    if (drawn) {
      out.println();
    }
    out.println(
        "waiting  %s: %s; the next attempt is in %d s".formatted(code, message, delay.toSeconds()));
    out.flush();
  }

  /** Shows the end. */
  @Override
  public synchronized void close() {
    if (last != null && onTerminal) {
      show(last, nanoTime.getAsLong());
    }
    if (drawn) {
      out.println();
      out.flush();
    }
  }

  private void show(TransferProgress progress, long now) {
    String line = line(progress, Math.max(1, now - startNanos));
    if (onTerminal) {
      out.print("\r" + line + "\u001b[K");
      drawn = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private String line(TransferProgress progress, long nanos) {
    double done = fraction(progress);
    String bar = "";
    if (done >= 0) {
      int filled = (int) (done * BAR_CHARACTERS);
      bar =
          "[%s%s] %3d %%  "
              .formatted(
                  "#".repeat(filled), ".".repeat(BAR_CHARACTERS - filled), (int) (done * 100));
    }
    String failed = progress.failures() == 0 ? "" : "  " + progress.failures() + " failed";
    return String.format(
        Locale.ROOT,
        "%s%d messages  %s  %s/s%s",
        bar,
        progress.messagesDone(),
        ByteText.of(progress.bytesDone()),
        ByteText.of((long) (progress.bytesDone() * 1e9 / nanos)),
        failed);
  }

  /** Messages say more than bytes where both are known; a negative number means neither is. */
  private static double fraction(TransferProgress progress) {
    if (progress.messagesTotal() > 0) {
      return Math.min(1, (double) progress.messagesDone() / progress.messagesTotal());
    }
    if (progress.bytesTotal() > 0) {
      return Math.min(1, (double) progress.bytesDone() / progress.bytesTotal());
    }
    return -1;
  }
}
