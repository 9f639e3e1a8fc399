package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.Visit;
import java.util.List;
import java.util.UUID;

/** The tenants of the server by name. */
public record TenantNames(List<Named> tenants) {

  /** Copies the list. */
  public TenantNames {
    tenants = List.copyOf(tenants);
  }

  /** A tenant. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Named(UUID id, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(List<Named> tenants) {}

  /** Asks the API for them; none if the reader may not see them. */
  public static TenantNames of(Visit visit) {
    return new TenantNames(
        visit.find(Listed.class, "/tenants").map(Listed::tenants).orElse(List.of()));
  }

  /** The name of a tenant, or its id. */
  public String in(UUID tenant) {
    return tenants.stream()
        .filter(one -> one.id().equals(tenant))
        .map(Named::name)
        .findFirst()
        .orElse(tenant.toString());
  }
}
