package dev.freehold.server.vault;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import dev.freehold.server.client.Connection;
import java.util.Map;

/** The official ways to a token, as a user of the vaults would set them up. */
final class Credentials {

  private Credentials() {}

  /** The tenant by its GUID; instance discovery has to be switched off in code. */
  static TokenCredential of(Connection connection, HttpClient http) {
    return new ClientSecretCredentialBuilder()
        .authorityHost(connection.server().toString())
        .disableInstanceDiscovery()
        .tenantId(connection.tenant())
        .clientId(connection.clientId())
        .clientSecret(connection.clientSecret())
        .httpClient(http)
        .build();
  }

  /** Environment variables alone, and nothing in code but which certificates are trusted. */
  static TokenCredential ofEnvironment(Connection connection, HttpClient http) {
    Map<String, String> environment =
        Map.of(
            "AZURE_TENANT_ID", "adfs",
            "AZURE_AUTHORITY_HOST", connection.server().toString(),
            "AZURE_CLIENT_ID", connection.clientId(),
            "AZURE_CLIENT_SECRET", connection.clientSecret());
    Configuration configuration =
        new ConfigurationBuilder(none -> Map.of(), none -> Map.of(), all -> environment).build();
    return new EnvironmentCredentialBuilder().configuration(configuration).httpClient(http).build();
  }
}
