package dev.freehold.web.net;

import java.net.InetAddress;
import java.util.Locale;

/** The host names and addresses of this machine itself. */
public final class Loopback {

  private static final String LOCALHOST = "localhost";

  private Loopback() {}

  /**
   * Tells whether {@code host} leads to this machine and nowhere else: {@code localhost}, a name
   * below it, or an address of 127.0.0.0/8 or ::1, with or without brackets. Asks no resolver.
   */
  public static boolean isHost(String host) {
    if (host.equalsIgnoreCase(LOCALHOST) || isNameBelowLocalhost(host)) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /** Tells whether {@code host} is a name that ends in {@code .localhost}, or in that and a dot. */
  static boolean isNameBelowLocalhost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String withoutRootDot = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String suffix = "." + LOCALHOST;
    return withoutRootDot.endsWith(suffix) && withoutRootDot.length() > suffix.length();
  }
}
