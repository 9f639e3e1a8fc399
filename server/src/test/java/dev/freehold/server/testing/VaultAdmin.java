package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.quickstart.VaultAdministrator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** The administrator of vaults that run alone, who knows nothing but the connection file. */
public final class VaultAdmin {

  private VaultAdmin() {}

  /** The administrator at work on the vault {@code name}. */
  public static VaultAdministrator of(Connection connection, String managementUri, URI vault)
      throws IOException {
    String name = vault.getHost().substring(0, vault.getHost().indexOf('.'));
    return new VaultAdministrator(
        connection,
        objectId(connection),
        subscription(connection),
        managementUri,
        name,
        vault,
        Clock.systemUTC());
  }

  /** Who the administrator is in access policies. */
  public static UUID objectId(Connection connection) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      String token = client.tokensFor(ApiAudience.SCOPE).current().value();
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      return UUID.fromString(Json.MAPPER.readTree(claims).path("oid").asText());
    }
  }

  private static UUID subscription(Connection connection) {
    String name = "subscription of " + connection.tenant();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes an application; its object id is {@code objectId}. */
  public static JsonNode application(Connection connection, String name) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      return client.post("/api/v1/applications", Map.of("displayName", name));
    }
  }
}
