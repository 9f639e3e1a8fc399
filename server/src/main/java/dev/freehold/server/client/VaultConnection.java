package dev.freehold.server.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service needs to use the vaults below one domain: where it gets tokens, its account, and
 * the certificate authority to trust. A JSON file of mode 0600 that the administrator of the vaults
 * makes.
 *
 * @param vaults the domain of the vaults, {@code SUFFIX} or {@code SUFFIX:PORT}
 * @param login where the service gets tokens, {@code https://HOST[:PORT]}
 * @param authorityPem the one certificate authority to trust, as PEM; empty for those that this
 *     Java trusts
 * @param tenant the GUID of the vaults' tenant
 * @param clientId the service's application at the vaults
 * @param clientSecret its secret
 */
public record VaultConnection(
    @JsonProperty(required = true) String vaults,
    @JsonProperty(required = true) URI login,
    @JsonProperty(required = true) String authorityPem,
    @JsonProperty(required = true) UUID tenant,
    @JsonProperty(required = true) String clientId,
    @JsonProperty(required = true) String clientSecret) {

  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_SECRET_CHARS = 256;
  private static final Pattern VAULTS =
      Pattern.compile("([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8})(?::([1-9][0-9]{0,4}))?");

  /**
   * Checks the bounds.
   *
   * @throws ServerException with {@code CONNECTION_INVALID}
   */
  public VaultConnection {
    Matcher domain = VAULTS.matcher(vaults);
    require(
        domain.matches()
            && (domain.group(2) == null || Integer.parseInt(domain.group(2)) <= MAX_PORT),
        "vaults is SUFFIX or SUFFIX:PORT in lower case");
    require(
        "https".equals(login.getScheme())
            && login.getHost() != null
            && login.getUserInfo() == null
            && login.getRawPath().isEmpty()
            && login.getRawQuery() == null,
        "login is https://HOST[:PORT] and nothing more");
    require(!clientId.isEmpty() && clientId.length() <= MAX_SECRET_CHARS, "clientId is an id");
    require(
        !clientSecret.isEmpty() && clientSecret.length() <= MAX_SECRET_CHARS,
        "clientSecret has 1 to 256 characters");
    if (!authorityPem.isEmpty()) {
      TrustedAuthority.context(authorityPem);
    }
  }

  /**
   * Reads a connection file and checks that nobody else can.
   *
   * @throws ServerException with {@code CONNECTION_INVALID}
   */
  public static VaultConnection read(Path file) {
    SecretJsonFile.requireOwnersOnly(file);
    return SecretJsonFile.read(file, VaultConnection.class, "'freehold vault admit' writes");
  }

  /** Writes the file with mode 0600, durably. */
  public void write(Path file) throws IOException {
    SecretJsonFile.write(file, this);
  }

  /** The domain of the vaults. */
  public String suffix() {
    int colon = vaults.indexOf(':');
    return colon < 0 ? vaults : vaults.substring(0, colon);
  }

  /** The port of the vaults. */
  public int port() {
    int colon = vaults.indexOf(':');
    return colon < 0 ? HTTPS_PORT : Integer.parseInt(vaults.substring(colon + 1));
  }

  /** What tokens for the vaults are asked for. */
  public String audience() {
    return "https://" + suffix() + (port() == HTTPS_PORT ? "" : ":" + port());
  }

  /** The same as who asks the login host for tokens. */
  Connection toLogin() {
    return new Connection(login, authorityPem, tenant.toString(), clientId, clientSecret, null);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "VaultConnection[%s as %s in %s]".formatted(vaults, clientId, tenant);
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, "in a vault's connection file " + rule, null);
    }
  }
}
