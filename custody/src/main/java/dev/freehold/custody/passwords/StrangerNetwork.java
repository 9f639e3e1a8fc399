package dev.freehold.custody.passwords;

import java.util.Arrays;

/**
 * The network that counts as one stranger: an IPv4 address, or 64 bits of IPv6, the least that a
 * customer is given. Many are given 48.
 */
public final class StrangerNetwork {

  private static final int PREFIX_GROUPS = 4;
  private static final int WIDE_GROUPS = 3;

  private StrangerNetwork() {}

  /** The network of an address as Java writes it, which does not shorten IPv6. */
  public static String of(String address) {
    return prefix(address, PREFIX_GROUPS);
  }

  /** The 48 bits of IPv6; of IPv4 the address. */
  static String wide(String address) {
    return prefix(address, WIDE_GROUPS);
  }

  private static String prefix(String address, int length) {
    String plain = address.startsWith("[") ? address.substring(1) : address;
    String[] groups = plain.split(":", -1);
    if (groups.length <= PREFIX_GROUPS || plain.contains("::")) {
      return plain;
    }
    return String.join(":", Arrays.copyOf(groups, length));
  }
}
