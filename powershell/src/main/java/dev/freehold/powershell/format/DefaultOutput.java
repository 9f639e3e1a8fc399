package dev.freehold.powershell.format;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * The end of a pipeline: formats objects, and writes those that a Format cmdlet has formatted
 * already.
 */
public final class DefaultOutput {

  private final Formatter formatter;
  private final FormatWriter writer;

  /**
   * Makes an output for one pipeline or script.
   *
   * @param nanoTime a clock as {@link System#nanoTime()} is one
   */
  public DefaultOutput(FormatSettings settings, LineOutput out, LongSupplier nanoTime) {
    this.writer = new FormatWriter(out, nanoTime);
    this.formatter =
        new Formatter(
            settings, FormatRequest.of(FormatRequest.Kind.DEFAULT, List.of()), writer::accept);
  }

  /** Takes the next value. */
  public void accept(Object value) {
    if (value instanceof FormatRecord.Start) {
      formatter.end();
    }
    formatter.accept(value);
  }

  /** Writes the rows that wait; the table goes on. */
  public void release() {
    writer.release();
  }

  /** Writes what is left. */
  public void end() {
    formatter.end();
    writer.end();
  }
}
