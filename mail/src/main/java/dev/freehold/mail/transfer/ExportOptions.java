package dev.freehold.mail.transfer;

/**
 * How to export.
 *
 * @param format the format to write
 * @param patience how long it waits for a source that gives nothing at the moment
 * @param listener is called with the progress
 */
public record ExportOptions(
    ExportFormat format, TransferPatience patience, TransferProgress.Listener listener) {

  /** Options for this format, without waiting and without progress reports. */
  public static ExportOptions in(ExportFormat format) {
    return new ExportOptions(format, TransferPatience.NONE, TransferProgress.Listener.NONE);
  }
}
