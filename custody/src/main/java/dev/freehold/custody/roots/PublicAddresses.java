package dev.freehold.custody.roots;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public Internet from those inside. A tenant names vaults, sources of mail
 * and receivers of notifications, so without this limit a tenant could make the service connect to
 * any machine that it can reach.
 */
public final class PublicAddresses {

  private static final int IPV4_BYTES = 4;

  /** Of addresses that a gateway translates to the IPv4 address in their last bytes (RFC 6052). */
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private PublicAddresses() {}

  /** Whether an address is one of the public Internet's. */
  public static boolean has(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && (address instanceof Inet4Address
            ? has4(address.getAddress())
            : has6(address.getAddress()));
  }

  /** Without this network, carriers' inner networks (RFC 6598), benchmarks and reserved space. */
  private static boolean has4(byte[] address) {
    int first = address[0] & 0xFF;
    int second = address[1] & 0xFF;
    return first != 0
        && first < 240
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 198 && (second & 0xFE) == 18);
  }

  /** Global unicast without the ways to write an IPv4 address inside it, unless that is public. */
  private static boolean has6(byte[] address) {
    boolean isGlobal = (address[0] & 0xE0) == 0x20;
    boolean is6to4 = address[0] == 0x20 && address[1] == 0x02;
    boolean isTeredo =
        address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0;
    return isTranslated(address) ? has(translated(address)) : isGlobal && !is6to4 && !isTeredo;
  }

  private static boolean isTranslated(byte[] address) {
    return Arrays.equals(TRANSLATED, 0, TRANSLATED.length, address, 0, TRANSLATED.length);
  }

  private static InetAddress translated(byte[] address) {
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(address, TRANSLATED.length, TRANSLATED.length + IPV4_BYTES));
    } catch (UnknownHostException impossible) {
      // Thrown for other lengths only.
      throw new IllegalStateException(impossible);
    }
  }
}
