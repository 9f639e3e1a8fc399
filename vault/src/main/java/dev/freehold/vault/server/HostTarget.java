package dev.freehold.vault.server;

/** What a host name stands for. */
sealed interface HostTarget {

  /** The management plane. */
  record Management() implements HostTarget {}

  /** Where tokens are had. */
  record Login() implements HostTarget {}

  /** A vault, which may or may not exist. */
  record OfVault(String name) implements HostTarget {}

  /** Not a host of this server. */
  record Unknown() implements HostTarget {}

  /** The site of {@code host} among the names below {@code suffix}, both in lower case. */
  static HostTarget of(String host, String suffix) {
    int labelEnd = host.length() - suffix.length() - 1;
    if (labelEnd < 1 || !host.endsWith("." + suffix)) {
      return new Unknown();
    }
    String label = host.substring(0, labelEnd);
    return switch (label) {
      case "management" -> new Management();
      case "login" -> new Login();
      default -> label.indexOf('.') < 0 ? new OfVault(label) : new Unknown();
    };
  }
}
