package dev.freehold.custody.holds;

/**
 * How many mailboxes and sites are held.
 *
 * @param mailboxes that have at least one hold
 * @param sites that have at least one hold
 */
public record HeldCounts(long mailboxes, long sites) {

  /** Tells whether anything is. */
  public boolean isAny() {
    return mailboxes + sites > 0;
  }
}
