package dev.freehold.server.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the list of tenants to its end: the server gives some at a time, by name. */
final class TenantPages {

  private static final String TENANTS = "/api/v1/tenants";

  private TenantPages() {}

  /** Gets a document of the API. */
  @FunctionalInterface
  interface Source {
    JsonNode get(String path) throws IOException;
  }

  /** The ids of all tenants. */
  static List<String> ids(Source api) throws IOException {
    List<String> ids = new ArrayList<>();
    JsonNode page = api.get(TENANTS).path("tenants");
    while (!page.isEmpty()) {
      page.forEach(tenant -> ids.add(tenant.path("id").asText()));
      String last = page.get(page.size() - 1).path("name").asText();
      page = api.get(TENANTS + "?after=" + RequestUri.encode(last)).path("tenants");
    }
    return ids;
  }
}
