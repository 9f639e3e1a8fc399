package dev.freehold.server.quickstart;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.client.AccessTokens;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.VaultManagement;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/**
 * The administrator of one vault in the quickstart, who works as with Azure: the management plane's
 * REST for the vault and its access policies, the unmodified Azure SDK for the key.
 */
public final class VaultAdministrator implements AutoCloseable {

  private static final int RSA_BITS = 3072;
  private static final List<String> ADMINISTRATOR =
      List.of("create", "import", "get", "list", "backup", "restore");
  private static final List<String> SERVICE = List.of("get", "wrapKey", "unwrapKey");

  private final ApiClient client;
  private final Connection connection;
  private final VaultManagement management;
  private final String vaultName;
  private final URI vaultUri;
  private final UUID objectId;

  /**
   * @param connection how the administrator gets tokens, and whom it trusts
   * @param objectId who it is in access policies
   * @param managementUri the management plane's address
   */
  public VaultAdministrator(
      Connection connection,
      UUID objectId,
      UUID subscription,
      String managementUri,
      String vaultName,
      URI vaultUri,
      Clock clock) {
    this.client = new ApiClient(connection, clock);
    this.connection = connection;
    this.objectId = objectId;
    this.vaultName = vaultName;
    this.vaultUri = vaultUri;
    this.management = new VaultManagement(client, managementUri, subscription, "customer-key");
  }

  /** The vault's name. */
  public String vaultName() {
    return vaultName;
  }

  /** The vault's address. */
  public URI vaultUri() {
    return vaultUri;
  }

  /** A vault with soft delete and purge protection, whose keys the service's principals may use. */
  public void createVault(UUID... servicePrincipals) throws IOException {
    ArrayNode policies = forService(servicePrincipals);
    policies.add(policy(objectId, ADMINISTRATOR));
    management.createVault(vaultName, connection.tenant(), policies);
  }

  /** An RSA key that never expires. Gives its URI, which means the newest version. */
  public String createKey(String name, SSLContext tls) {
    String version = createKeyVersion(name, tls);
    return version.substring(0, version.lastIndexOf('/'));
  }

  /** An RSA key that never expires. Gives the URI of just this version. */
  public String createKeyVersion(String name, SSLContext tls) {
    KeyClient keys =
        new KeyClientBuilder()
            .vaultUrl(vaultUri.toString())
            .credential(new Credential(client))
            .httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(tls)).build())
            .buildClient();
    return keys.createRsaKey(new CreateRsaKeyOptions(name).setKeySize(RSA_BITS)).getId();
  }

  /** Takes the permission of the service's principals away. */
  public void revoke(UUID... servicePrincipals) throws IOException {
    management.changePolicies(vaultName, "remove", forService(servicePrincipals));
  }

  /** Gives the permission back. */
  public void grant(UUID... servicePrincipals) throws IOException {
    management.changePolicies(vaultName, "add", forService(servicePrincipals));
  }

  private ArrayNode forService(UUID... principals) {
    ArrayNode policies = Json.MAPPER.createArrayNode();
    for (UUID principal : principals) {
      policies.add(policy(principal, SERVICE));
    }
    return policies;
  }

  private ObjectNode policy(UUID principal, List<String> permissions) {
    ObjectNode policy = Json.MAPPER.createObjectNode();
    policy.put("tenantId", connection.tenant()).put("objectId", principal.toString());
    ArrayNode keys = policy.putObject("permissions").putArray("keys");
    permissions.forEach(keys::add);
    return policy;
  }

  @Override
  public void close() {
    client.close();
  }

  /** Our token endpoint as the SDK's credential; the scope comes from the vault's challenge. */
  private record Credential(ApiClient client) implements TokenCredential {

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
      try {
        AccessTokens.Token token =
            client.tokensFor(String.join(" ", request.getScopes())).current();
        return new AccessToken(token.value(), token.expiresAt().atOffset(ZoneOffset.UTC));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
