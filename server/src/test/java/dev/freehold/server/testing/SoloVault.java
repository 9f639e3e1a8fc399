package dev.freehold.server.testing;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.config.Command;
import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.StandaloneVault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vaults that run alone in this process, with their administrator. */
public final class SoloVault implements AutoCloseable {

  private final StandaloneVault vault;
  private final Connection admin;
  private final ApiClient client;

  private SoloVault(StandaloneVault vault, Clock clock) {
    this.vault = vault;
    this.admin = Connection.read(vault.administratorConnection());
    this.client = new ApiClient(admin, clock);
  }

  /**
   * Starts vaults on a free port.
   *
   * @param more settings, in full and as {@code freehold vault} takes them
   */
  public static SoloVault start(Path data, Map<String, String> more) {
    return start(data, Clock.systemUTC(), more);
  }

  /** The same, where time is what {@code clock} says. */
  public static SoloVault start(Path data, Clock clock, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("freehold.data-folder", data.toString());
    values.put("freehold.vault.port", "0");
    values.put("freehold.metrics.port", "0");
    values.put("freehold.vault.suffix", "keys.localhost");
    values.put("freehold.crypto.provider", "jdk");
    values.putAll(more);
    return new SoloVault(
        StandaloneVault.start(
            ServerSettings.from(
                new ConfigurationLoader()
                    .load(Optional.empty(), Map.of(), values)
                    .requireFor(Command.VAULT)),
            clock),
        clock);
  }

  /** The vaults. */
  public StandaloneVault vault() {
    return vault;
  }

  /** How the administrator connects. */
  public Connection admin() {
    return admin;
  }

  /** The administrator at the login host. */
  public ApiClient client() {
    return client;
  }

  /** The address of the login host. */
  public String login() {
    return vault.server().loginUri().toString();
  }

  /** Makes an application. */
  public JsonNode application(String name, String... roles) throws IOException {
    return client.post(
        "/api/v1/applications", Map.of("displayName", name, "roles", List.of(roles)));
  }

  /** How an application connects. */
  public Connection as(JsonNode application) {
    return new Connection(
        admin.server(),
        admin.authorityPem(),
        admin.tenant(),
        application.path("clientId").asText(),
        application.path("clientSecret").asText(),
        null);
  }

  /** HTTP for the official clients. */
  public HttpClient sdk() {
    return new JdkHttpClientBuilder(
            java.net.http.HttpClient.newBuilder()
                .sslContext(TrustedAuthority.context(admin.authorityPem())))
        .build();
  }

  @Override
  public void close() {
    client.close();
    vault.close();
  }
}
