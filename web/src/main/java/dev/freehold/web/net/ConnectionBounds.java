package dev.freehold.web.net;

import dev.freehold.web.WebLimits;

/**
 * How many connections a listener holds.
 *
 * @param all open at a time
 * @param ofThisMachine of these, what is kept for this machine
 * @param ofNetwork most from one address, of IPv6 from one half of an address
 * @param ofStrangers most from addresses from which nobody with a good token came
 */
public record ConnectionBounds(int all, int ofThisMachine, int ofNetwork, int ofStrangers) {

  /** Divides {@code all} of them in the parts that {@link WebLimits} names. */
  public static ConnectionBounds of(int all) {
    int ofNetwork = all / WebLimits.CONNECTION_PARTS_OF_NETWORK;
    return new ConnectionBounds(
        all, all / WebLimits.CONNECTION_PARTS_OF_THIS_MACHINE, ofNetwork, all - ofNetwork);
  }
}
