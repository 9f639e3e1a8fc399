package dev.freehold.vault.policy;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import java.util.List;

/**
 * Which addresses may send requests to a vault's keys; the caller still needs the permission.
 *
 * @param publicAccess false closes the vault to everybody, since Freehold has no private links
 * @param denyByDefault whether only {@code ranges} may connect
 * @param bypass stored and shown without effect; Freehold has no trusted services
 * @param ranges addresses that may connect even if {@code denyByDefault}, at most 1,000
 */
public record NetworkRules(
    boolean publicAccess, boolean denyByDefault, Bypass bypass, List<IpRule> ranges) {

  /** Everybody may connect. */
  public static final NetworkRules OPEN =
      new NetworkRules(true, false, Bypass.AZURE_SERVICES, List.of());

  /** Azure's setting of services that pass the rules. */
  public enum Bypass {
    /** Trusted services. */
    AZURE_SERVICES("AzureServices"),
    /** Nobody. */
    NONE("None");

    private final String word;

    Bypass(String word) {
      this.word = word;
    }

    /** The protocol's word. */
    public String word() {
      return word;
    }
  }

  /** The decision about an address. */
  public enum Verdict {
    /** It may connect. */
    ADMITTED,
    /** Nobody may. */
    SHUT,
    /** Others may, it may not. */
    NOT_LISTED
  }

  /**
   * Copies the ranges.
   *
   * @throws VaultException INVALID if there are too many
   */
  public NetworkRules {
    ranges = List.copyOf(ranges);
    if (ranges.size() > VaultLimits.MAX_IP_RULES) {
      throw new VaultException(
          VaultError.INVALID,
          "A vault has at most %d IP rules, got %d."
              .formatted(VaultLimits.MAX_IP_RULES, ranges.size()));
    }
  }

  /** Decides about {@code address}, an IP address as text. */
  public Verdict judge(String address) {
    if (!publicAccess) {
      return Verdict.SHUT;
    }
    return !denyByDefault || ranges.stream().anyMatch(range -> range.contains(plain(address)))
        ? Verdict.ADMITTED
        : Verdict.NOT_LISTED;
  }

  /** Without the brackets and the interface that IPv6 addresses of a peer may come with. */
  private static String plain(String address) {
    return address.replaceAll("[\\[\\]]|%.*", "");
  }
}
