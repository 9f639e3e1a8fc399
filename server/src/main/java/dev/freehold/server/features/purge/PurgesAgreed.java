package dev.freehold.server.features.purge;

import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.util.List;

/**
 * The body of a consent. The OpenAPI document has it under this name.
 *
 * @param vaults the URLs of both vaults
 */
record PurgesAgreed(@Required List<String> vaults) {
  private static final int VAULTS = 2;

  PurgesAgreed {
    if (vaults.size() != VAULTS) {
      throw ProblemException.badRequest("vaults are the URLs of both vaults");
    }
    vaults = List.copyOf(vaults);
  }
}
