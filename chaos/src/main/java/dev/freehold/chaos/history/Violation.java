package dev.freehold.chaos.history;

/**
 * Something that the service must never do.
 *
 * @param rule which promise it breaks
 * @param object of what
 * @param what the evidence, for people
 */
public record Violation(Rule rule, String object, String what) {

  /** The promises. */
  public enum Rule {
    /** What was acknowledged is there. */
    LOST,
    /** What was deleted or replaced stays so. */
    RESURRECTED,
    /** A read begun after a write was acknowledged sees it, at every node. */
    STALE,
    /** What is read is what was written under this name. */
    DAMAGED,
    /** A message that was taken once is there once. */
    TWICE,
    /** A UID means one message for ever, and UIDs and mod-sequences rise. */
    UIDS,
    /** Nobody reads plaintext after a revocation and a lease, or of a purged policy. */
    PLAINTEXT,
    /** A purge leaves a receipt that verifies, and no key; a roll leaves no earlier key. */
    KEY_LEFT,
    /** A failure says whose fault it is. */
    ANSWER
  }

  @Override
  public String toString() {
    return rule + " " + object + ": " + what;
  }
}
