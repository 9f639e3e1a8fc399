package dev.freehold.mail.transfer;

/**
 * How to export.
 *
 * @param format what is written
 * @param listener hears of progress
 */
public record ExportOptions(ExportFormat format, TransferProgress.Listener listener) {

  /** Options for this format, without progress reports. */
  public static ExportOptions in(ExportFormat format) {
    return new ExportOptions(format, TransferProgress.Listener.NONE);
  }
}
