package dev.freehold.custody.roots;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A root key's address: {@code https://vault-host[:port]/keys/name[/version]}. The host is kept in
 * lower case, and port 443 is the same as no port.
 *
 * @param host the vault's host name
 * @param port its port
 * @param name the key's name, compared without regard to case
 * @param version 32 lower-case hexadecimal digits, or empty for the newest
 */
public record RootKeyUri(String host, int port, String name, String version) {

  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile(
          "https://([a-z0-9.-]{1,253})(?::([0-9]{1,5}))?/keys/(%s)(?:/([0-9a-f]{32}))?/?"
              .formatted(KeyVaultNames.KEY_PATTERN),
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads a URI with or without port and version, whatever its case.
   *
   * @throws CustodyException {@code KEY_URI_INVALID}
   */
  public static RootKeyUri parse(String uri) {
    if (uri.length() > CustodyLimits.MAX_KEY_URI_CHARS) {
      throw invalid();
    }
    Matcher matcher = FORM.matcher(uri);
    if (!matcher.matches()) {
      throw invalid();
    }
    int port = matcher.group(2) == null ? HTTPS_PORT : Integer.parseInt(matcher.group(2));
    if (port < 1 || port > MAX_PORT) {
      throw invalid();
    }
    String version = matcher.group(4) == null ? "" : matcher.group(4);
    return new RootKeyUri(
        matcher.group(1).toLowerCase(Locale.ROOT),
        port,
        matcher.group(3),
        version.toLowerCase(Locale.ROOT));
  }

  /** Tells whether a version is named. */
  public boolean hasVersion() {
    return !version.isEmpty();
  }

  /** The same key without a version, which means its newest. */
  public RootKeyUri withoutVersion() {
    return new RootKeyUri(host, port, name, "");
  }

  /** The vault's URL without a slash at its end. */
  public String vaultUrl() {
    return "https://" + host + (port == HTTPS_PORT ? "" : ":" + port);
  }

  /** Tells whether both are in one vault. */
  public boolean sameVault(RootKeyUri other) {
    return host.equals(other.host) && port == other.port;
  }

  /** Tells whether both name one key, whatever its version. */
  public boolean sameKey(RootKeyUri other) {
    return sameVault(other) && name.equalsIgnoreCase(other.name);
  }

  /** Tells whether both name one version of one key. */
  boolean sameVersion(RootKeyUri other) {
    return sameKey(other) && version.equals(other.version);
  }

  /** The address in its one canonical form. */
  @Override
  public String toString() {
    return vaultUrl() + "/keys/" + name + (hasVersion() ? "/" + version : "");
  }

  private static CustodyException invalid() {
    return new CustodyException(
        CustodyError.KEY_URI_INVALID,
        "a key is named by https://<vault host>[:port]/keys/<name>[/<version>], at most %d"
                .formatted(CustodyLimits.MAX_KEY_URI_CHARS)
            + " characters; copy the key's id from its vault");
  }
}
