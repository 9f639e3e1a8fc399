package dev.freehold.ledger.publish;

import java.io.IOException;

/** Sends checkpoints to one witness. Safe for use by many threads. */
@FunctionalInterface
public interface WitnessSubmission {

  /** The largest answer that is read; a witness says less. */
  int MAX_ANSWER_BYTES = 64 << 10;

  /**
   * Sends the body of an {@code add-checkpoint} request and waits for the answer.
   *
   * @throws IOException if there is none in time
   */
  Answer addCheckpoint(byte[] body) throws IOException;

  /**
   * What a witness answered.
   *
   * @param status the HTTP status
   * @param contentType empty if it said none
   * @param body at most {@link #MAX_ANSWER_BYTES}
   */
  // Answers are never compared with each other.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, String contentType, byte[] body) {}
}
