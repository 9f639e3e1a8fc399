package dev.freehold.vault.auth;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose tokens a vault server accepts, and where it sends clients to get them.
 *
 * @param authority where clients get tokens, {@code https://HOST[:PORT]} with nothing after it;
 *     empty for the server's own host {@code login.SUFFIX}
 * @param issuers the accepted {@code iss} values of a tenant, 1 to 16. {@code {tenantId}} stands
 *     for its id and {@code {authority}} for the authority. Messages name the first
 * @param audiences accepted audiences of tokens besides the vaults' own domain, at most 16, each
 *     compared exactly
 * @param form the path that follows the authority in challenges of vaults that have no setting of
 *     their own
 */
public record TokenSettings(
    Optional<URI> authority, List<String> issuers, List<String> audiences, AuthorityForm form) {

  private static final int MAX_ENTRIES = 16;
  private static final String TENANT_ID = "{tenantId}";
  private static final String AUTHORITY = "{authority}";

  /**
   * Copies the lists.
   *
   * @throws VaultException INVALID if a value is not as described
   */
  public TokenSettings {
    issuers = List.copyOf(issuers);
    audiences = List.copyOf(audiences);
    require(
        authority.isEmpty() || isAuthority(authority.get()),
        "authority is https://HOST[:PORT] without a path");
    require(!issuers.isEmpty() && issuers.size() <= MAX_ENTRIES, "issuers names 1 to 16 issuers");
    require(audiences.size() <= MAX_ENTRIES, "audiences has at most 16 entries");
  }

  /** An authority with its issuers, without further audiences, naming the tenant's GUID. */
  public static TokenSettings of(URI authority, String... issuers) {
    return new TokenSettings(
        Optional.of(authority), List.of(issuers), List.of(), AuthorityForm.TENANT);
  }

  /** The same with the authority filled in where it was left open. */
  public TokenSettings withAuthority(URI own) {
    URI resolved = authority.orElse(own);
    List<String> named =
        issuers.stream().map(issuer -> issuer.replace(AUTHORITY, resolved.toString())).toList();
    return new TokenSettings(Optional.of(resolved), named, audiences, form);
  }

  /** The issuers whose tokens are accepted for {@code tenantId}. */
  public List<String> issuersFor(UUID tenantId) {
    return issuers.stream().map(i -> i.replace(TENANT_ID, tenantId.toString())).toList();
  }

  private static boolean isAuthority(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null;
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new VaultException(VaultError.INVALID, "in the vault's token settings " + rule);
    }
  }
}
