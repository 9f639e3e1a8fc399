package dev.freehold.server.notifications;

/**
 * What a try came to.
 *
 * @param outcome decides whether it is tried again
 * @param status a short word or number for people, such as {@code 204} or {@code timed-out}
 */
public record Carried(Outcome outcome, String status) {

  /** What follows. */
  public enum Outcome {
    /** It arrived. */
    SENT,
    /** It is tried again later. */
    FAILED,
    /** The receiver wants no more of it. */
    REJECTED,
    /** There is no such receiver any more. */
    NO_RECEIVER
  }

  /** It arrived. */
  public static Carried sent(String status) {
    return new Carried(Outcome.SENT, status);
  }

  /** It is tried again later. */
  public static Carried failed(String status) {
    return new Carried(Outcome.FAILED, status);
  }

  /** The receiver wants no more of it. */
  public static Carried rejected(String status) {
    return new Carried(Outcome.REJECTED, status);
  }

  /** There is no such receiver any more. */
  public static Carried noReceiver(String status) {
    return new Carried(Outcome.NO_RECEIVER, status);
  }
}
