package dev.freehold.web.net;

import java.net.InetAddress;

/**
 * A range of IP addresses that begin with the same bits (CIDR). Immutable.
 *
 * @param first any address of the range
 * @param prefixBits how many bits they share
 */
public record AddressRange(InetAddress first, int prefixBits) {

  /**
   * Reads {@code 192.0.2.0/24}, or one address.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int allBits = first.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? allBits : Integer.parseUnsignedInt(text.substring(slash + 1));
    if (bits > allBits) {
      throw new IllegalArgumentException("a network has at most %d bits".formatted(allBits));
    }
    return new AddressRange(first, bits);
  }

  /** Whether {@code address} is one of them. */
  public boolean has(InetAddress address) {
    byte[] wanted = first.getAddress();
    byte[] given = address.getAddress();
    if (wanted.length != given.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefixBits;
  }
}
