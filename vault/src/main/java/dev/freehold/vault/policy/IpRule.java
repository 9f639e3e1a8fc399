package dev.freehold.vault.policy;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of IP addresses, written as an address or as {@code ADDRESS/BITS}.
 *
 * @param text as it was given
 */
public record IpRule(String text) {

  private static final int MAX_CHARS = 64;

  /**
   * Checks the text; a name is never looked up.
   *
   * @throws VaultException INVALID if it is not an IPv4 or IPv6 range
   */
  public IpRule {
    if (text.length() > MAX_CHARS || bits(text) < 0) {
      throw new VaultException(
          VaultError.INVALID, "The value of an IP rule must be an IP address or a CIDR range.");
    }
  }

  /** Tells whether {@code address}, an IP address as text, is one of these; a name never is. */
  public boolean contains(String address) {
    if (bits(address) < 0) {
      return false;
    }
    byte[] first = address(text).getAddress();
    byte[] other = address(address).getAddress();
    int bits = bits(text);
    if (first.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return Arrays.equals(first, 0, whole, other, 0, whole)
        && (rest == 0 || (first[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0);
  }

  private static InetAddress address(String text) {
    int slash = text.indexOf('/');
    return InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
  }

  /** How many bits count, or -1 if {@code text} is no range. */
  private static int bits(String text) {
    try {
      int all = address(text).getAddress().length * Byte.SIZE;
      int slash = text.indexOf('/');
      if (slash < 0) {
        return all;
      }
      String bits = text.substring(slash + 1);
      return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
          ? Integer.parseInt(bits)
          : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
