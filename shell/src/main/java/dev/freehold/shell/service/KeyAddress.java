package dev.freehold.shell.service;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the addresses of keys as people and other cmdlets write them. */
public final class KeyAddress {

  /** What Key Vault and its cmdlets write: with the default port, or a slash at the end. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?i)https://([a-z0-9.-]{1,253})(:[0-9]{1,5})?/keys/([0-9a-z-]{1,127})("
              + "/[0-9a-f]{32})?/?");

  private KeyAddress() {}

  /**
   * The form that servers compare: host in lower case, no default port, no slash at the end. What
   * is no key's address stays as it is, for the server to say what is wrong with it.
   */
  public static String normal(String written) {
    String text = written.strip();
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    String port = parts.group(2) == null || parts.group(2).equals(":443") ? "" : parts.group(2);
    String version = parts.group(4) == null ? "" : lower(parts.group(4));
    return "https://" + lower(parts.group(1)) + port + "/keys/" + parts.group(3) + version;
  }

  /**
   * The address of a version of a key.
   *
   * @param vaultSuffix the domain of the vaults, with the port unless it is 443
   */
  public static String of(String vaultSuffix, String vaultName, String keyName, UUID version) {
    return normal(
        "https://%s.%s/keys/%s/%s"
            .formatted(vaultName, vaultSuffix, keyName, version.toString().replace("-", "")));
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }
}
