package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tenants of the server by name. */
public final class TenantNames {

  /** How many the server gives at a time. */
  static final int PAGE = 1_000;

  /** Whoever is beyond the last page shows as an id. */
  private static final int MAX_PAGES = 20;

  private final List<Named> tenants;
  private final Map<UUID, String> names;

  private TenantNames(List<Named> tenants) {
    this.tenants = List.copyOf(tenants);
    this.names = tenants.stream().collect(Collectors.toMap(Named::id, Named::name));
  }

  /** A tenant. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Named(UUID id, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(List<Named> tenants) {}

  /** Asks the API for them; none if the reader may not see them. */
  public static TenantNames of(Visit visit) {
    return read(
        after ->
            visit
                .find(
                    Listed.class,
                    "/tenants",
                    after.map(name -> Map.of("after", name)).orElse(Map.of()))
                .map(Listed::tenants)
                .orElse(List.of()));
  }

  /** Reads all pages, each of which begins after the last name of the one before. */
  static TenantNames read(Function<Optional<String>, List<Named>> pages) {
    List<Named> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    for (int page = 0; page < MAX_PAGES; page++) {
      List<Named> read = pages.apply(after);
      all.addAll(read);
      if (read.size() < PAGE) {
        break;
      }
      after = Optional.of(read.getLast().name());
    }
    return new TenantNames(all);
  }

  /** All of them, by name. */
  public List<Named> tenants() {
    return tenants;
  }

  /** The name of a tenant, or its id. */
  public String in(UUID tenant) {
    return names.getOrDefault(tenant, tenant.toString());
  }
}
