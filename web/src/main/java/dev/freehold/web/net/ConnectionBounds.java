package dev.freehold.web.net;

import dev.freehold.web.WebLimits;

/**
 * How many connections a listener holds.
 *
 * @param all open at a time
 * @param ofThisMachine how many of these are reserved for this machine
 * @param ofNetwork the most from one IPv4 address, or from one IPv6 network of 64 bits
 * @param ofStrangers the most from all addresses together that sent no good token lately
 */
public record ConnectionBounds(int all, int ofThisMachine, int ofNetwork, int ofStrangers) {

  /** Divides {@code all} of them in the parts that {@link WebLimits} names. */
  public static ConnectionBounds of(int all) {
    int ofNetwork = all / WebLimits.CONNECTION_PARTS_OF_NETWORK;
    return new ConnectionBounds(
        all, all / WebLimits.CONNECTION_PARTS_OF_THIS_MACHINE, ofNetwork, all - ofNetwork);
  }
}
