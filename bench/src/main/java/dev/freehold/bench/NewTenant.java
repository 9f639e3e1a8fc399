package dev.freehold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A tenant of a server that has just started. */
public final class NewTenant {

  private NewTenant() {}

  /** Makes it; gives its administrator, whom the caller closes. */
  public static ApiClient administrator(Path data) throws IOException {
    Connection operator = Connection.read(data.resolve("operator.json"));
    try (ApiClient asOperator = new ApiClient(operator, Clock.systemUTC())) {
      JsonNode tenant = asOperator.post("/api/v1/tenants", Map.of("name", "bench"));
      JsonNode administrator = tenant.path("administrator");
      return new ApiClient(
          new Connection(
              operator.server(),
              operator.authorityPem(),
              tenant.path("id").asText(),
              administrator.path("clientId").asText(),
              administrator.path("clientSecret").asText(),
              null),
          Clock.systemUTC());
    }
  }
}
