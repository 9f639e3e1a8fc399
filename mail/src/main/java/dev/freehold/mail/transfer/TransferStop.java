package dev.freehold.mail.transfer;

/**
 * Why a transfer ended before its end.
 *
 * @param kind whose turn it is
 * @param code the stable code
 * @param message what was expected and what to do; safe to show
 */
public record TransferStop(Kind kind, String code, String message) {

  /** What would let it go on. */
  public enum Kind {
    /** Somebody has to change something: the other side refuses all that would be sent. */
    REFUSED,
    /** The other side has to answer again. */
    UNREACHABLE,
    /** The person who stopped it starts it again. */
    INTERRUPTED
  }
}
