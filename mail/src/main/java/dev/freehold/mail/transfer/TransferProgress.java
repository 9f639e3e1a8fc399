package dev.freehold.mail.transfer;

/**
 * The progress of an import or export.
 *
 * @param messagesDone messages that are finished, failed ones included
 * @param messagesTotal all messages, or -1 if that is not known
 * @param bytesDone their bytes
 * @param bytesTotal all bytes, or -1 if that is not known
 * @param failures what failed so far
 */
public record TransferProgress(
    long messagesDone, long messagesTotal, long bytesDone, long bytesTotal, long failures) {

  /**
   * Is called with the progress after each message, from any thread, one call at a time. Must be
   * quick.
   */
  @FunctionalInterface
  public interface Listener {

    /** Hears nothing. */
    Listener NONE = progress -> {};

    /** The transfer is now this far. */
    void progressed(TransferProgress progress);
  }
}
