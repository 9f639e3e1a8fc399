package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.UUID;

/** The geos of a tenant, as the API lists them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ListedGeos(List<Geo> geos) {

  /**
   * A geo.
   *
   * @param policyId its policy; null if it has none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Geo(UUID id, String code, UUID policyId) {

    /** Its page, and the path of its resource. */
    public String path() {
      return "/geos/" + RequestUri.encode(code);
    }
  }

  /** All of them; none if the visitor may not see them. */
  public static List<Geo> of(Visit visit) {
    return visit.find(ListedGeos.class, "/geos").map(ListedGeos::geos).orElse(List.of());
  }
}
