package dev.freehold.web.net;

/** Decides which addresses count as one client network. */
public final class PeerNetworks {

  private static final int PREFIX_GROUPS = 4;

  private PeerNetworks() {}

  /**
   * The address, of IPv6 the first half: who has one of those has them all.
   *
   * @param address of IPv6 with brackets, as in URLs, or without
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = (address.startsWith("[") ? address.substring(1) : address).split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < Math.min(groups.length, PREFIX_GROUPS) && !groups[i].isEmpty(); i++) {
      network.append(groups[i]).append(':');
    }
    return network.toString();
  }
}
