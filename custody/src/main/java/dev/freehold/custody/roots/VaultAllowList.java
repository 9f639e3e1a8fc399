package dev.freehold.custody.roots;

import dev.freehold.crypto.KeyVaultNames;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The vaults that this service may speak to at all. A tenant names its vaults by URL, so without a
 * list a tenant could make the service call any machine it can reach.
 *
 * @param rules the families of vaults that are allowed
 */
public record VaultAllowList(List<Rule> rules) {

  /** Copies the rules. */
  public VaultAllowList {
    rules = List.copyOf(rules);
  }

  /**
   * One family of vaults: {@code https://<vault name>.<suffix>:<port>}.
   *
   * @param suffix the domain below which the vaults' names are, such as {@code vault.azure.net}
   * @param port the one port that is allowed
   * @param privateAddresses whether the names may resolve to others than {@link PublicAddresses};
   *     false for vaults on the internet, so that a name that is made to point inwards is not
   *     followed
   */
  public record Rule(String suffix, int port, boolean privateAddresses) {
    /** Takes the suffix in any case. */
    public Rule {
      suffix = suffix.toLowerCase(Locale.ROOT);
    }
  }

  /** Tells whether keys of this vault may be named. */
  public boolean permits(RootKeyUri key) {
    return ruleFor(key.host(), key.port()).isPresent();
  }

  /** Tells whether the vault's domain and port are allowed, whatever name stands before them. */
  public boolean permitsDomain(RootKeyUri key) {
    return rules.stream()
        .anyMatch(rule -> rule.port() == key.port() && key.host().endsWith("." + rule.suffix()));
  }

  /** Tells whether a token may be made for {@code audience}: {@code https://<suffix>[:port]}. */
  boolean permitsAudience(String audience) {
    return rules.stream()
        .anyMatch(
            rule ->
                audience.equals(
                    "https://" + rule.suffix() + (rule.port() == 443 ? "" : ":" + rule.port())));
  }

  /** The rule under which a request may go to {@code uri}, if there is one. */
  Optional<Rule> ruleFor(URI uri) {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
      return Optional.empty();
    }
    int port = uri.getPort() == -1 ? 443 : uri.getPort();
    return ruleFor(uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  private Optional<Rule> ruleFor(String host, int port) {
    return rules.stream()
        .filter(rule -> rule.port() == port)
        .filter(rule -> isVaultUnder(host, rule.suffix()))
        .findFirst();
  }

  private static boolean isVaultUnder(String host, String suffix) {
    String ending = "." + suffix;
    return host.endsWith(ending)
        && KeyVaultNames.isVault(host.substring(0, host.length() - ending.length()));
  }
}
