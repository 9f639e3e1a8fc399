package dev.freehold.custody.identity;

import java.util.Arrays;

/** Who counts as one stranger: an address, or the 64 bits of IPv6 that one customer is given. */
final class Networks {

  private static final int PREFIX_GROUPS = 4;

  private Networks() {}

  /** The network of an address as Java writes it, which does not shorten IPv6. */
  static String of(String address) {
    String plain = address.startsWith("[") ? address.substring(1) : address;
    String[] groups = plain.split(":", -1);
    if (groups.length <= PREFIX_GROUPS || plain.contains("::")) {
      return plain;
    }
    return String.join(":", Arrays.copyOf(groups, PREFIX_GROUPS));
  }
}
