package dev.freehold.web.net;

/**
 * How many connections a listener holds.
 *
 * @param all open at a time
 * @param ofThisMachine of these, what is kept for this machine
 * @param ofNetwork most from one address, of IPv6 from one half of an address
 * @param ofStrangers most from addresses from which nobody with a good token came
 */
public record ConnectionBounds(int all, int ofThisMachine, int ofNetwork, int ofStrangers) {

  /** Keeps a sixteenth for this machine, and gives a network a quarter and strangers three. */
  public static ConnectionBounds of(int all) {
    return new ConnectionBounds(all, all / 16, all / 4, all / 4 * 3);
  }
}
