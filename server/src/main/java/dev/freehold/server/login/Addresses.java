package dev.freehold.server.login;

import dev.freehold.server.http.ApiAudience;
import java.net.URI;
import java.util.Optional;

/**
 * The addresses of a server's parts, for clients that know one of them.
 *
 * @param authority where clients get tokens
 * @param api the REST API, or null
 * @param apiAudience the audience of tokens for it
 * @param graph the directory in the form of Microsoft Graph, or null
 * @param management the management plane of the vaults, or null if there are none
 * @param vaultSuffix the domain of the vaults, with the port unless it is 443, or null
 */
public record Addresses(
    URI authority, URI api, String apiAudience, URI graph, String management, String vaultSuffix) {

  private static final String LOGIN = "login.";

  /**
   * The addresses of a service.
   *
   * @param api its address
   * @param login the login host of its vaults, if they run
   */
  public static Addresses ofService(URI api, Optional<URI> login) {
    return new Addresses(
        api,
        api,
        ApiAudience.RESOURCE,
        URI.create(api + "/graph"),
        login.map(Addresses::managementOf).orElse(null),
        login.map(Addresses::suffixOf).orElse(null));
  }

  /** The addresses of vaults that run alone. */
  public static Addresses ofVaults(URI login) {
    return new Addresses(
        login, null, ApiAudience.RESOURCE, null, managementOf(login), suffixOf(login));
  }

  private static String managementOf(URI login) {
    return "https://management." + suffixOf(login);
  }

  private static String suffixOf(URI login) {
    return login.getAuthority().substring(LOGIN.length());
  }
}
