package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/**
 * A tenant that has its first administrator and nothing else.
 *
 * @param objectId the administrator's
 * @param connection how the administrator connects
 * @param client the administrator's, closed with the tenant
 */
public record BareTenant(String objectId, Connection connection, ApiClient client)
    implements AutoCloseable {

  /** Makes the tenant as the operator of {@code server}. */
  public static BareTenant create(FreeholdServer server, String name) throws IOException {
    return create(Connection.read(server.operatorConnection()), name);
  }

  /** Makes the tenant as this operator. */
  public static BareTenant create(Connection operator, String name) throws IOException {
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      JsonNode tenant = client.post("/api/v1/tenants", Map.of("name", name));
      JsonNode administrator = tenant.path("administrator");
      Connection connection =
          new Connection(
              operator.server(),
              operator.authorityPem(),
              tenant.path("id").asText(),
              administrator.path("clientId").asText(),
              administrator.path("clientSecret").asText(),
              null);
      return new BareTenant(
          administrator.path("objectId").asText(),
          connection,
          new ApiClient(connection, Clock.systemUTC()));
    }
  }

  /** The tenant's id. */
  public String id() {
    return connection.tenant();
  }

  /** An access token of the administrator for the API. */
  public String token() throws IOException {
    return client.tokensFor(ApiAudience.SCOPE).current().value();
  }

  @Override
  public void close() {
    client.close();
  }
}
