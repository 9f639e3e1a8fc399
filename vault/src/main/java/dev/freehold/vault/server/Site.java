package dev.freehold.vault.server;

/** What a host name stands for. */
sealed interface Site {

  /** The management plane. */
  record Management() implements Site {}

  /** Where tokens are had. */
  record Login() implements Site {}

  /** A vault, which may or may not exist. */
  record OfVault(String name) implements Site {}

  /** Not a host of this server. */
  record Unknown() implements Site {}

  /** The site of {@code host} among the names below {@code suffix}, both in lower case. */
  static Site of(String host, String suffix) {
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
