package dev.freehold.mail.transfer;

import java.time.Duration;

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

    /**
     * Nothing is taken at the moment: the next attempt is after {@code delay}. May be called while
     * {@link #progressed} is.
     *
     * @param code the stable code of the reason
     * @param message what was expected; safe to show
     */
    default void waiting(String code, String message, Duration delay) {}
  }
}
