package dev.freehold.mail.transfer;

/**
 * How to export.
 *
 * @param format the format to write
 * @param listener is called with the progress
 */
public record ExportOptions(ExportFormat format, TransferProgress.Listener listener) {

  /** Options for this format, without progress reports. */
  public static ExportOptions in(ExportFormat format) {
    return new ExportOptions(format, TransferProgress.Listener.NONE);
  }
}
