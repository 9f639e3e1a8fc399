package dev.freehold.ledger.witness;

import java.nio.charset.StandardCharsets;

/**
 * A witness's answer.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body at most a few hundred bytes
 */
// Answers are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
public record WitnessAnswer(int status, String contentType, byte[] body) {

  /** The body is the size of the newest head that the witness knows. */
  public static final String SIZE_TYPE = "text/x.tlog.size";

  private static final String TEXT_TYPE = "text/plain; charset=utf-8";

  static WitnessAnswer cosigned(String line) {
    return new WitnessAnswer(200, TEXT_TYPE, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static WitnessAnswer conflict(long knownSize) {
    return new WitnessAnswer(
        409, SIZE_TYPE, (knownSize + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  static WitnessAnswer refused(int status, String reason) {
    return new WitnessAnswer(status, TEXT_TYPE, (reason + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
